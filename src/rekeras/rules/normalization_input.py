"""Normalization needs to know how many features it gets; `adapt` in Keras 2 found out, and the file does not say it.

Symptom: All `axis` values to be kept must have a known shape. Received axis=(-1,), inputs.shape=(None, None)
https://github.com/keras-team/keras/issues/18467

Before: [InputLayer(batch_shape=[None, None]), Normalization(axis=[-1])]
After: [InputLayer(batch_shape=[None, 7]), Normalization(axis=[-1])]      (the length of its mean)
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("Sequential")
def tell_features(layer: Layer) -> Layer | None:
    if len(layer.layers) < 2 or layer.layers[0].class_name != "InputLayer":
        return None
    first, second = layer.layers[:2]
    key = "batch_shape" if "batch_shape" in first.config else "batch_input_shape"
    shape, mean = list(first.config.get(key) or ()), second.weights.get("mean")
    if second.class_name != "Normalization" or mean is None or not shape or shape[-1] is not None:
        return None
    if second.config.get("axis") not in (-1, [-1]) or len(mean.shape) != 1:
        return None
    known = first.with_config({key: [*shape[:-1], mean.shape[0]]})
    return replace(layer, layers=(known, *layer.layers[1:]))
