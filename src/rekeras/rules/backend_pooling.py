"""Theano and CNTK place the windows of pooling with `same` otherwise than TensorFlow.

Symptom: pooling with padding same of a Theano model gives other results in Keras 3
Symptom: pooling with padding same of a CNTK model gives other results in Keras 3
https://github.com/keras-team/keras/blob/2.2.4/keras/backend/theano_backend.py (`pool2d`)

Before: MaxPooling2D([2, 2], strides=[2, 2], padding="same")
After: the first and last rows and columns once more beside themselves, and MaxPooling2D(padding="valid"); for averages,
zeros beside them, AveragePooling2D(padding="valid"), and a factor that takes the zeros out of the mean
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from rekeras.archive import ArrayTensor, Call, Graph, Layer, TensorRef
from rekeras.layers._description import UNKNOWN
from rekeras.layers._spatial import is_channels_first, per_axis, rank_of, take_apart
from rekeras.records import Safety
from rekeras.rules._cntk_windows import front
from rekeras.rules._elementwise import scaled
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.4", safety=Safety.EXACT)

BACKENDS = ("theano", "cntk")
POOLING = [f"{kind}Pooling{rank}D" for kind in ("Max", "Average") for rank in (1, 2, 3)]


@dataclass(frozen=True)
class _Axis:
    """One spatial axis: its size, the windows, and how far before its start the first window begins."""

    size: int
    window: int
    stride: int
    before: int

    @property
    def count(self) -> int:
        return ceil(self.size / self.stride)

    @property
    def after(self) -> int:
        """How far after its end the last window reaches."""
        return max(0, (self.count - 1) * self.stride + self.window - self.before - self.size)

    @property
    def is_usual(self) -> bool:
        """Whether the windows of Keras 3 begin at the same place."""
        return max((self.count - 1) * self.stride + self.window - self.size, 0) // 2 == self.before

    @property
    def has_no_zeros(self) -> bool:
        """Whether all windows lie inside."""
        return self.before == 0 and self.after == 0

    def factors(self) -> list[float]:
        """By what the mean over zeros and all is too small, for each window."""
        starts = (index * self.stride - self.before for index in range(self.count))
        return [self.window / (min(start + self.window, self.size) - max(start, 0)) for start in starts]


@rule.in_context(*POOLING)
def place_windows(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if context.source.backend not in BACKENDS or layer.config.get("padding") != "same":
        return None
    given = (context.description.inputs.first if context.description else UNKNOWN).shape
    _batch, spatial, channels = take_apart(layer, given, rank_of(layer))
    sizes = [size for size in spatial if size is not None]
    if len(sizes) < rank_of(layer) or channels is None:
        return _refused(layer, f"of {context.source.backend}, on inputs of unknown size", context)
    axes = list(_axes(layer, sizes, context.source.backend))
    zeros_count = _counts_zeros(layer, context)
    if all(axis.has_no_zeros if zeros_count else axis.is_usual for axis in axes):
        return None
    sequences_first = len(axes) == 1 and is_channels_first(layer) and layer.class_name.startswith("Max")
    if sequences_first or min(axis.before for axis in axes) < 0:
        what = "channels first" if sequences_first else "strides larger than its windows"
        return _refused(layer, f"of {context.source.backend} and {what}", context)
    valid = Layer(layer.class_name, "pool", dict(layer.config) | {"padding": "valid"})
    if layer.class_name.startswith("Average"):
        return _average(layer, valid, axes, None if zeros_count else channels, context)
    shape = {"batch_shape": list(given or ()), "dtype": "float32", "sparse": False}
    layers, calls = _widened(layer, axes)
    calls.append(Call("pool", 0, (TensorRef(layers[-1].name),)))
    everything = (Layer("InputLayer", "input", shape), *layers, valid)
    graph = Graph(tuple(calls), TensorRef("input"), TensorRef("pool"))
    return Layer("Functional", layer.name, {}, layers=everything, graph=graph)


def _refused(layer: Layer, what: str, context: Context) -> Upgraded:
    finding = context.refusal(
        "backend_pooling",
        f"{layer.class_name} with padding same {what}",
        expected="inputs of a fixed size, channels last, strides up to the size of the windows",
        advice="Change the model in the original framework, and save it again.",
    )
    return Upgraded(findings=(finding,))


def _axes(layer: Layer, sizes: list[int], backend: str) -> Iterator[_Axis]:
    windows = per_axis(layer.config["pool_size"], len(sizes))
    strides = windows if layer.config.get("strides") is None else per_axis(layer.config["strides"], len(sizes))
    for size, window, stride in zip(sizes, windows, strides, strict=True):
        before = (
            front(window, stride, size)
            if backend == "cntk"
            else window - 2
            if window > 2 and window % 2
            else window - 1
        )
        yield _Axis(size, window, stride, before or 0)


def _counts_zeros(layer: Layer, context: Context) -> bool:
    """Whether the zeros beside an image count in its means, as in Keras 2.0.4 to 2.1.4 on Theano."""
    source = context.source
    averages = layer.class_name in ("AveragePooling1D", "AveragePooling2D")
    return averages and source.backend == "theano" and (2, 0, 4) <= source.version < (2, 1, 5)


def _average(layer: Layer, valid: Layer, axes: list[_Axis], channels: int | None, context: Context) -> Layer:
    """Means over zeros, too; those are taken out again where the number of channels is given."""
    rank, data_format = len(axes), layer.config.get("data_format", "channels_last")
    sides = [[axis.before, axis.after] for axis in axes]
    said = {"padding": sides[0] if rank == 1 else sides}
    if rank > 1 or is_channels_first(layer):  # older versions of Keras 3 know only the one order for sequences
        said["data_format"] = data_format
    padding = Layer(f"ZeroPadding{rank}D", "pad", said)
    if channels is None:
        return in_place(layer, (padding, valid), context)
    counts = tuple(axis.count for axis in axes)
    factor = np.array([1.0])
    for axis in axes:
        factor = np.multiply.outer(factor, axis.factors())
    first = is_channels_first(layer)
    spread = factor.reshape((1, *counts) if first else (*counts, 1)).astype("float32")
    sizes = (channels, *counts) if first else (*counts, channels)
    return in_place(layer, (padding, valid, scaled("mean", ArrayTensor(spread), None, sizes)), context)


def _widened(layer: Layer, axes: list[_Axis]) -> tuple[list[Layer], list[Call]]:
    """Layers that put the ends of each axis once more beside themselves, which changes no greatest value."""
    layers: list[Layer] = []
    calls: list[Call] = []
    current = "input"

    def add(class_name: str, name: str, given: Any, config: dict[str, Any]) -> str:
        layers.append(Layer(class_name, name, config))
        calls.append(Call(name, 0, (given,)))
        return name

    rank, data_format = len(axes), layer.config.get("data_format", "channels_last")
    for index, axis in enumerate(axes):
        parts = [TensorRef(current)]
        for end, repeats in (("start", axis.before), ("end", axis.after)):
            if not repeats:
                continue
            cut = [0, axis.size - 1] if end == "start" else [axis.size - 1, 0]
            cropping = [cut if other == index else [0, 0] for other in range(rank)]
            config = {"cropping": cropping[0]} if rank == 1 else {"cropping": cropping, "data_format": data_format}
            name = add(f"Cropping{rank}D", f"{end}_{index}", TensorRef(current), config)
            more = [TensorRef(name)] * repeats
            parts = [*more, *parts] if end == "start" else [*parts, *more]
        if len(parts) > 1:
            axis_number = index + (2 if is_channels_first(layer) else 1)
            current = add("Concatenate", f"wide_{index}", parts, {"axis": axis_number})
    return layers, calls
