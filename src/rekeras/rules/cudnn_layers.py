"""CuDNNLSTM and CuDNNGRU are gone: LSTM and GRU use cuDNN by themselves, with the weights laid out in another way.

Symptom: Unknown layer: 'CuDNNLSTM'
Symptom: Unknown layer: 'CuDNNGRU'
Symptom: Could not locate class 'CuDNNLSTM'
Symptom: Could not locate class 'CuDNNGRU'
https://github.com/keras-team/keras/pull/8307
https://docs.nvidia.com/deeplearning/cudnn/latest/api/cudnn-adv-library.html

Before: CuDNNGRU(units=8)
After: GRU(units=8, reset_after=True, activation="tanh", recurrent_activation="sigmoid")

cuDNN keeps the matrix of each gate transposed, and two biases for each gate. GRU with `reset_after` has both; those of
LSTM are added to each other, in float64.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._rule import Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.EXACT)

IMPLIED = {
    "activation": "tanh",
    "recurrent_activation": "sigmoid",
    "use_bias": True,
    "unroll": False,
    "dropout": 0.0,
    "recurrent_dropout": 0.0,
}

Function = Callable[[np.ndarray], np.ndarray]


@rule.on("CuDNNLSTM")
def write_as_lstm(layer: Layer) -> Upgraded:
    lstm = replace(layer.with_config(IMPLIED), class_name="LSTM")
    return Upgraded(_with_weights(lstm, 4, _sum_of_biases))


@rule.on("CuDNNGRU")
def write_as_gru(layer: Layer) -> Upgraded:
    gru = replace(layer.with_config({**IMPLIED, "reset_after": True}), class_name="GRU")
    return Upgraded(_with_weights(gru, 3, lambda bias: bias.reshape(2, -1)), safety=Safety.LOSSLESS)


def _with_weights(layer: Layer, gates: int, of_bias: Function) -> Layer:
    functions: dict[str, Function] = {
        "kernel": lambda kernel: _each_gate(kernel, gates, lambda gate: gate.reshape(gate.shape[::-1]).T),
        "recurrent_kernel": lambda kernel: _each_gate(kernel, gates, np.transpose),
        "bias": of_bias,
    }
    weights = {name: _mapped(tensor, name, gates, functions[name]) for name, tensor in layer.weights.items()}
    return replace(layer, weights=weights)


def _each_gate(kernel: np.ndarray, gates: int, function: Function) -> np.ndarray:
    return np.concatenate([function(gate) for gate in np.split(kernel, gates, axis=1)], axis=1)


def _sum_of_biases(bias: np.ndarray) -> np.ndarray:
    return np.asarray(bias.astype(np.float64).reshape(2, -1).sum(axis=0)).astype(bias.dtype)


def _mapped(tensor: Tensor, name: str, gates: int, function: Function) -> Tensor:
    """The tensor as LSTM and GRU have it; they keep the shape of both kernels."""
    shape = tensor.shape
    if name == "bias":
        half = tensor.size // 2
        shape = (half,) if gates == 4 else (2, half)
    return MappedTensor((tensor,), function, shape, tensor.dtype)
