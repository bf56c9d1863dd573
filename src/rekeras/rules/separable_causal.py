"""SeparableConv1D no longer pads causally.

Symptom: Invalid padding scheme, `causal` is not supported
Symptom: Argument `padding` must be either 'valid' or 'same'. Received: padding=causal
https://github.com/keras-team/keras/blob/v3.0.0/keras/layers/convolutional/base_separable_conv.py

Before: SeparableConv1D(filters=8, kernel_size=3, padding="causal")
After: ZeroPadding1D(padding=[2, 0]), SeparableConv1D(filters=8, kernel_size=3, padding="valid")
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.in_context("SeparableConv1D")
def pad_before(layer: Layer, context: Context) -> Layer | None:
    if layer.config.get("padding") != "causal":
        return None
    config = layer.config
    left = _one(config.get("dilation_rate", 1)) * (_one(config["kernel_size"]) - 1)
    data_format = config.get("data_format") or "channels_last"
    padding = Layer("ZeroPadding1D", "pad", {"padding": [left, 0], "data_format": data_format})
    convolution = Layer("SeparableConv1D", "conv", dict(config) | {"padding": "valid"}, layer.weights)
    return in_place(layer, (padding, convolution), context)


def _one(value: object) -> int:
    """Keras writes numbers of one dimension as a list of one, or bare."""
    single = value[0] if isinstance(value, list | tuple) else value
    assert isinstance(single, int)  # noqa: S101 - the layer's describer has read it
    return single
