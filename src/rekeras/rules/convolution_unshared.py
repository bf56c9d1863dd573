"""LocallyConnected1D and LocallyConnected2D are gone: convolutions with other weights at every place.

Symptom: Unknown layer: 'LocallyConnected1D'
Symptom: Unknown layer: 'LocallyConnected2D'
Symptom: Could not locate class 'LocallyConnected2D'
https://github.com/keras-team/keras/issues/19108

Before: LocallyConnected1D(filters=4, kernel_size=2)                (on 7 steps of 3 numbers)
After: Conv1D(filters=6, kernel_size=2, use_bias=False, trainable=False), EinsumDense("blk,lkf->blf", [6, 4], bias_axes="lf")

The convolution only lays the numbers of each window side by side: its kernel is the identity. EinsumDense then has the
old weights, in another order. All three implementations of the old layer become the same.
"""  # noqa: E501 - the whole example on one line

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

from rekeras.archive import ArrayTensor, Layer, MappedTensor, Tensor
from rekeras.layers._spatial import Size, is_channels_first, per_axis, rank_of, take_apart, window_length
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule, Upgraded
from rekeras.rules._unshared_kernel import Windows

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)

EQUATIONS = {1: ("blk,lkf->blf", "lf"), 2: ("bhwk,hwkf->bhwf", "hwf")}
KEPT = (
    *("activation", "activity_regularizer", "kernel_initializer", "kernel_regularizer"),
    *("bias_initializer", "bias_regularizer"),
)


@rule.in_context("LocallyConnected1D", "LocallyConnected2D")
def write_out(layer: Layer, context: Context) -> Upgraded:
    windows = _windows(layer, context)
    if windows is None:
        refusal = context.refusal(
            "unshared_convolution",
            f"{layer.class_name} on inputs whose size is not known has no known number of weights",
            expected="an InputLayer with all sizes",
            advice="Give the model its input shape in the original framework and save again.",
        )
        return Upgraded(findings=(refusal,))
    rank = rank_of(layer)
    steps = list(_windows_side_by_side(windows, rank))
    steps.append(_with_own_weights(layer, windows, rank))
    if windows.channels_first:
        steps.insert(0, _permuted("channels_last", (*range(2, rank + 2), 1)))
        steps.append(_permuted("channels_first", (rank + 1, *range(1, rank + 1))))
    constrained = [key for key in ("kernel_constraint", "bias_constraint") if layer.config.get(key)]
    findings = [
        context.attention("constraint_lost", f"{key} is dropped: it was made for weights in another order")
        for key in constrained
    ]
    return Upgraded(in_place(layer, tuple(steps), context), findings=tuple(findings))


def _windows(layer: Layer, context: Context) -> Windows | None:
    description = context.description
    shape = description.inputs.first.shape if description else None
    rank, config = rank_of(layer), layer.config
    _batch, given, channels = take_apart(layer, shape, rank)
    window, strides = per_axis(config["kernel_size"], rank), per_axis(config.get("strides", 1), rank)
    padding = config.get("padding", "valid")
    sizes = [window_length(given[axis], window[axis], strides[axis], 1, padding) for axis in range(rank)]
    known = _known((*given, *sizes, channels))
    if known is None:
        return None
    return Windows(
        known[:rank],
        known[rank : 2 * rank],
        window,
        strides,
        tuple(size // 2 if padding == "same" else 0 for size in window),
        known[-1],
        config["filters"],
        is_channels_first(layer),
    )


def _known(sizes: tuple[Size, ...]) -> tuple[int, ...] | None:
    known = tuple(size for size in sizes if size is not None)
    return known if len(known) == len(sizes) else None


def _windows_side_by_side(windows: Windows, rank: int) -> Iterator[Layer]:
    """Layers that give, at each place, the numbers of its window in one row, channels last."""
    padding = [list(pair) for pair in windows.padding]
    if any(map(any, padding)):
        around = {"padding": padding if rank > 1 else padding[0], "data_format": "channels_last"}
        yield Layer(f"ZeroPadding{rank}D", "padding", around)
    length = prod(windows.window) * windows.channels
    identity = np.eye(length, dtype="float32").reshape(*windows.window, windows.channels, length)
    config: dict[str, Any] = {
        "filters": length,
        "kernel_size": list(windows.window),
        "strides": list(windows.strides),
        "padding": "valid",
        "data_format": "channels_last",
        "dilation_rate": [1] * rank,
        "groups": 1,
        "activation": "linear",
        "use_bias": False,
        "kernel_initializer": "zeros",
        "bias_initializer": "zeros",
        "kernel_regularizer": None,
        "bias_regularizer": None,
        "kernel_constraint": None,
        "bias_constraint": None,
        "trainable": False,
    }
    yield Layer(f"Conv{rank}D", "windows", config, {"kernel": ArrayTensor(identity)})


def _with_own_weights(layer: Layer, windows: Windows, rank: int) -> Layer:
    equation, bias_axes = EQUATIONS[rank]
    with_bias = layer.config.get("use_bias", True)
    config = {
        "equation": equation,
        "output_shape": [*windows.places, windows.filters],
        "bias_axes": bias_axes if with_bias else None,
        "kernel_constraint": None,
        "bias_constraint": None,
    }
    kept = {key: layer.config[key] for key in KEPT if key in layer.config}
    return Layer("EinsumDense", "unshared", config | kept, dict(_weights(layer, windows)))


def _weights(layer: Layer, windows: Windows) -> Iterator[tuple[str, Tensor]]:
    implementation = layer.config.get("implementation", 1)
    if kernel := layer.weights.get("kernel"):
        shape = (*windows.places, prod(windows.window) * windows.channels, windows.filters)
        yield (
            "kernel",
            MappedTensor((kernel,), lambda array: windows.unfold(array, implementation), shape, kernel.dtype),
        )
    bias = layer.weights.get("bias")
    if bias and windows.channels_first:
        shape = (*windows.places, windows.filters)
        bias = MappedTensor((bias,), lambda array: _filters_last(array, windows), shape, bias.dtype)
    if bias:
        yield "bias", bias


def _filters_last(bias: np.ndarray, windows: Windows) -> np.ndarray:
    """Keras reads the bias of ``channels_first`` as if the filters came first, whatever its shape says."""
    return np.moveaxis(bias.reshape(windows.filters, *windows.places), 0, -1)


def _permuted(name: str, dims: tuple[int, ...]) -> Layer:
    return Layer("Permute", name, {"dims": list(dims)})
