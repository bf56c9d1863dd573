"""An activation along an axis stands apart from its layer with channels first, which other rules may turn around.

A softmax inside such a layer goes along the last axis, which is the width of the image.

Symptom: Conv2D(activation="softmax", data_format="channels_first") gives other results with channels last
https://github.com/keras-team/keras/blob/v2.15.0/keras/activations.py (`softmax`)

Before: Conv2D(4, 3, activation="softmax", data_format="channels_first")
After: Conv2D(4, 3, data_format="channels_first"), Activation("softmax")
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.keras3.elementwise import is_by_element
from rekeras.layers._spatial import is_channels_first
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.in_context(
    *("Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"),
    *("SeparableConv1D", "SeparableConv2D", "DepthwiseConv1D", "DepthwiseConv2D"),
    *("LocallyConnected1D", "LocallyConnected2D"),
)
def stand_apart(layer: Layer, context: Context) -> Layer | None:
    activation = layer.config.get("activation")
    if not is_channels_first(layer) or is_by_element(activation):
        return None
    linear = replace(layer.with_config({"activation": "linear"}), name="conv")
    return in_place(layer, (linear, Layer("Activation", "activation", {"activation": activation})), context)
