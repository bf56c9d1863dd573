"""Weights got new names and layouts: all gates in one matrix, kernels of convolutions with filters last.

Keras 2 stores `(rows, columns, channels, filters)` for every data format; Keras 1 stored `(filters, channels, rows,
columns)` for `th`, and a 1D kernel as `(length, 1, channels, filters)`.

Symptom: Layer 'lstm_1' expected 3 variables, but received 12 variables during loading
Symptom: Layer 'gru_1' expected 3 variables, but received 9 variables during loading
Symptom: Shape mismatch in layer #0 (named convolution2d_1)
https://github.com/keras-team/keras/blob/2.2.4/keras/engine/saving.py (`preprocess_weights_for_loading`)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.layers._keras1_words import REMOVED
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="2.0", safety=Safety.LOSSLESS)

GATES = {"LSTM": "ifco", "ConvLSTM2D": "ifco", "GRU": "zrh"}
"""The gates in the order in which Keras 2 puts them into one matrix."""
NAMES = {"W": "kernel", "U": "recurrent_kernel", "b": "bias", "alphas": "alpha"}
NAMES |= {"running_mean": "moving_mean", "running_std": "moving_variance"}
NAMES |= {"W_depthwise": "depthwise_kernel", "W_pointwise": "pointwise_kernel"}
FILTERS_FIRST = ("Conv2D", "Conv3D", "SeparableConv2D", "ConvLSTM2D")


@rule.in_context()
def take_new_layout(layer: Layer, context: Context) -> Layer | None:
    if layer.class_name in REMOVED or (NAMES.keys() | {"W_i", "W_z"}).isdisjoint(layer.weights):
        return None
    laid_out = {name: _laid_out(layer, tensor) for name, tensor in layer.weights.items()}
    joined = _joined(laid_out, GATES.get(layer.class_name, ""))
    weights = {_name(layer, name): tensor for name, tensor in joined.items()}
    layer = replace(layer, weights=weights)
    return layer.with_config({"shared_axes": _shared(layer, context)}) if layer.class_name == "PReLU" else layer


def _name(layer: Layer, name: str) -> str:
    return "embeddings" if layer.class_name == "Embedding" and name == "W" else NAMES.get(name, name)


def _laid_out(layer: Layer, tensor: Tensor) -> Tensor:
    """A kernel with its axes in the order of Keras 2."""
    name, first = layer.class_name, layer.config.get("data_format") == "channels_first"
    rank = len(tensor.shape)
    if rank < 3:
        return tensor
    if name == "Conv1D":
        return _kernel_1d(layer, tensor)
    if name == "Conv2DTranspose":
        return _transposed(tensor, (2, 3, 0, 1) if first else (0, 1, 3, 2))
    return _transposed(tensor, (*range(2, rank), 1, 0)) if first and name in FILTERS_FIRST else tensor


def _kernel_1d(layer: Layer, tensor: Tensor) -> Tensor:
    """From `(length, 1, channels, filters)`, or `(filters, channels, length, 1)` up to Keras 1.1."""
    length, filters = layer.config["kernel_size"][0], layer.config["filters"]
    newer = tensor.shape[:2] == (length, 1) and tensor.shape[3] == filters
    straight = tensor if newer else _transposed(tensor, (2, 3, 1, 0))
    shape = (straight.shape[0], *straight.shape[2:])
    return MappedTensor((straight,), lambda array: array[:, 0], shape, tensor.dtype)


def _transposed(tensor: Tensor, axes: tuple[int, ...]) -> Tensor:
    shape = tuple(tensor.shape[axis] for axis in axes)
    return MappedTensor((tensor,), lambda array: np.transpose(array, axes), shape, tensor.dtype)


def _joined(weights: Mapping[str, Tensor], gates: str) -> dict[str, Tensor]:
    """The weights with the matrices of all gates side by side; they are already where `consume_less` was gpu."""
    if not gates or f"W_{gates[0]}" not in weights:
        return dict(weights)
    return {kind: _side_by_side([weights[f"{kind}_{gate}"] for gate in gates]) for kind in "WUb"}


def _side_by_side(tensors: Sequence[Tensor]) -> Tensor:
    first = tensors[0]
    shape = (*first.shape[:-1], sum(tensor.shape[-1] for tensor in tensors))
    return MappedTensor(tuple(tensors), lambda *arrays: np.concatenate(arrays, axis=-1), shape, first.dtype)


def _shared(layer: Layer, context: Context) -> list[int] | None:
    """The axes along which PReLU shares its slopes, which Keras 1 did not write: those where there is one only."""
    spec = context.description.inputs.first if context.description else None
    slopes = layer.weights["alpha"].shape
    sizes = spec.shape[1:] if spec and spec.shape else slopes
    shared = [axis for axis, (one, size) in enumerate(zip(slopes, sizes, strict=True), 1) if one == 1 and size != 1]
    return shared or None
