"""Random layers no longer choose the kind of their random numbers (`rng_type`, `force_generator`).

Symptom: Unrecognized keyword arguments passed to RandomFlip: {'rng_type': 'stateful'}
Symptom: Unrecognized keyword arguments passed to Dropout: {'rng_type': 'stateful'}
https://github.com/keras-team/tf-keras/blob/master/tf_keras/engine/base_layer.py

Before: RandomFlip(mode="horizontal", rng_type="stateful")
After: RandomFlip(mode="horizontal")
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)

KEYS = ("rng_type", "force_generator")


@rule.on(
    *("RandomBrightness", "RandomContrast", "RandomFlip", "RandomRotation", "RandomTranslation"),
    *("RandomZoom", "Dropout", "AlphaDropout", "GaussianDropout", "GaussianNoise"),
    *("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"),
)
def drop_generator(layer: Layer) -> Layer | None:
    """Random numbers of two frameworks are never the same; nothing else depends on it."""
    present = tuple(key for key in KEYS if key in layer.config)
    return layer.with_config(drop=present) if present else None
