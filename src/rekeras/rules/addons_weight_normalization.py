"""WeightNormalization of tensorflow_addons is a layer whose kernel is divided by its length, and multiplied by `g`.

Symptom: Unknown layer: 'Addons>WeightNormalization'
Symptom: Could not locate class 'WeightNormalization'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/wrappers.py

Before: WeightNormalization(Conv2D(8, 3))
After: Conv2D(8, 3), its kernel g * v / |v|

A wrapper that was never called takes `g` from its first batch; with data_init=False, from the kernel.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Finding, Safety
from rekeras.rules._in_place import unwrapped
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"
OF_THE_WRAPPER = ("g", "initialized")
NAKED_CLONE = "data_dep_init/"
"""Where the wrapper keeps a copy of the layer as it was made, to initialise from."""
LEAST = 1e-12
RECURRENT = ("LSTM", "GRU", "SimpleRNN")


@rule.in_context("WeightNormalization")
def fold(layer: Layer, context: Context) -> Upgraded | None:
    inner = layer.parts.get("layer")
    if layer.package != PACKAGE or inner is None or inner.parts or inner.layers:
        return None
    found = _all_weights(layer, inner)
    normalized = "recurrent_kernel" if inner.class_name in RECURRENT else "kernel"
    if normalized not in found or not found.keys() >= set(OF_THE_WRAPPER):
        return None
    called = bool(np.asarray(found["initialized"].read()).reshape(()))
    if not called and layer.config.get("data_init", True):
        return Upgraded(findings=(_refusal(context),))
    weights = {name: tensor for name, tensor in found.items() if name not in OF_THE_WRAPPER}
    if called:
        weights[normalized] = _folded(found[normalized], found["g"])
    note = context.attention(
        "weight_normalization_ended",
        "the weight normalization is in the kernel: the model computes the same",
        advice="Training on changes the kernel itself, not its length and direction.",
    )
    return Upgraded(unwrapped(layer, inner, weights), findings=(note,))


def _all_weights(layer: Layer, inner: Layer) -> Mapping[str, Tensor]:
    """The weights of both by their own names, without those of the naked clone."""
    own = {name: tensor for name, tensor in layer.weights.items() if NAKED_CLONE not in name}
    return dict(inner.weights) | {name.rpartition("/")[2]: tensor for name, tensor in own.items()}


def _folded(kernel: Tensor, length: Tensor) -> Tensor:
    def fold_in(v: np.ndarray, g: np.ndarray) -> np.ndarray:
        wide = v.astype(np.float64)
        squares = np.sum(wide**2, axis=tuple(range(v.ndim - 1)), keepdims=True)
        return np.asarray(wide / np.sqrt(np.maximum(squares, LEAST)) * g).astype(v.dtype)

    return MappedTensor((kernel, length), fold_in, kernel.shape, kernel.dtype)


def _refusal(context: Context) -> Finding:
    return context.refusal(
        "weight_normalization_by_data",
        "WeightNormalization was saved before its first batch, from which it takes its length and bias",
        expected="a wrapper that was called",
        advice="Call the model once on training data in the original framework, and save it again.",
    )
