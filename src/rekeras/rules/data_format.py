"""Layers write their `data_format`; where old files lack it, it was channels_last, not the reader's own setting.

Keras 3 takes an absent `data_format` from the keras.json of whoever loads the model.

Symptom: a 1D layer without data_format computes over the wrong axis where image_data_format is channels_first
https://github.com/keras-team/keras/pull/9788

Before: Conv1D(filters=8, kernel_size=3)
After: Conv1D(filters=8, kernel_size=3, data_format="channels_last")
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.keras3.catalog import catalog
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on(
    *("Conv1D", "AveragePooling1D", "MaxPooling1D", "GlobalAveragePooling1D", "GlobalMaxPooling1D", "ZeroPadding1D"),
    *("Flatten", "SpatialDropout2D", "SpatialDropout3D", "CenterCrop", "Resizing"),
    *("RandomBrightness", "RandomContrast", "RandomCrop", "RandomFlip", "RandomRotation", "RandomTranslation"),
    *("RandomZoom",),
)
def write_channels_last(layer: Layer) -> Layer | None:
    """These never wrote it, or not from the start; the others always did."""
    known = catalog().classes[layer.class_name].keys
    if layer.config.get("data_format") is not None or "data_format" not in known:
        return None
    return layer.with_config({"data_format": "channels_last"})
