"""MaxoutDense is gone: the greatest of several products.

Symptom: Unknown layer: 'MaxoutDense'
Symptom: Could not locate class 'MaxoutDense'
https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes

Before: MaxoutDense(output_dim=3, nb_feature=4)
After: Dense(units=12), Reshape([4, 3]), GlobalMaxPooling1D()
"""

from __future__ import annotations

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.layers._keras1_words import in_keras_2_words
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="2.0", safety=Safety.EXACT)

OWN = ("units", "nb_feature")


@rule.in_context("MaxoutDense")
def write_out(layer: Layer, context: Context) -> Layer:
    units, features = layer.config["output_dim"], layer.config.get("nb_feature", 4)
    renamed = {"bias_initializer": "zeros", **in_keras_2_words(layer).config}
    dense = {key: value for key, value in renamed.items() if key not in OWN and key != "batch_input_shape"}
    weights = {new: _flat(layer.weights[old]) for old, new in (("W", "kernel"), ("b", "bias")) if old in layer.weights}
    steps = (
        Layer("Dense", "products", dense | {"units": units * features, "activation": "linear"}, weights),
        Layer("Reshape", "by_feature", {"target_shape": [features, units]}),
        Layer("GlobalMaxPooling1D", "greatest", {"data_format": "channels_last", "keepdims": False}),
    )
    return in_place(layer, steps, context)


def _flat(tensor: Tensor) -> Tensor:
    """`(features, inputs, units)` to `(inputs, features * units)`; a bias `(features, units)` to one axis."""
    features, *inputs, units = tensor.shape
    axes = (1, 0, 2) if inputs else (0, 1)
    shape = (*inputs, features * units)
    return MappedTensor((tensor,), lambda array: np.transpose(array, axes).reshape(shape), shape, tensor.dtype)
