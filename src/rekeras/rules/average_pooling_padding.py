"""On PyTorch, AveragePooling with padding "same" counts repeated edges where the padding is not even on both sides.

Symptom: AveragePooling2D(padding="same") gives other numbers with the torch backend

The other backends average what the window covers of the input, as Keras 2 did.

Before: AveragePooling2D([3, 3], strides=[2, 2], padding="same")           (on images of 8 x 6)
After: ZeroPadding2D([[0, 1], [0, 1]]), AveragePooling2D(padding="valid"), and a factor that takes the zeros out

On inputs of unknown size, and in models with masks, nothing is changed; the report says it.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.layers._description import UNKNOWN
from rekeras.layers._spatial import is_channels_first, per_axis, take_apart
from rekeras.records import Safety
from rekeras.rules._drawing import Drawing, constant, drawing_for, may_be_masked
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT)

RANKS = {"AveragePooling1D": 1, "AveragePooling2D": 2, "AveragePooling3D": 3}


@dataclass(frozen=True)
class _Axis:
    """One spatial axis: its size (None where it is not known), the windows and how far apart they begin."""

    size: int | None
    window: int
    stride: int

    @property
    def total(self) -> int | None:
        """How many places are padded on both sides together; None where that depends on the input."""
        if self.stride == 1:
            return self.window - 1
        return (
            None
            if self.size is None
            else max(0, (-(-self.size // self.stride) - 1) * self.stride + self.window - self.size)
        )

    def factors(self) -> list[float]:
        """By what the mean over zeros and all is too small, for each window."""
        size, before = self.size or 0, (self.total or 0) // 2
        starts = range(-before, -before - (-size // self.stride) * self.stride, self.stride)
        return [self.window / (min(start + self.window, size) - max(start, 0)) for start in starts]


@rule.in_context(*RANKS)
def take_zeros_out(layer: Layer, context: Context) -> Upgraded | None:
    if layer.config.get("padding") != "same":
        return None
    axes = _axes(layer, context)
    uneven = any(axis.total is None or axis.total % 2 for axis in axes)
    if not uneven or all(axis.total == 0 or axis.window <= 2 for axis in axes):  # one edge more changes no mean
        return None
    draw = drawing_for(layer, context)
    if draw is None or may_be_masked(context) or any(axis.size is None for axis in axes):
        found = "padding is not even on both sides: PyTorch counts the repeated edge, and gives other numbers there"
        advice = "Run it with JAX or TensorFlow."
        return Upgraded(findings=(context.attention("average_pooling_padding", found, advice=advice),))
    return Upgraded(_written_out(layer, draw, axes))


def _written_out(layer: Layer, draw: Drawing, axes: Sequence[_Axis]) -> Layer:
    rank, data_format = len(axes), layer.config.get("data_format") or "channels_last"
    sides = [[(axis.total or 0) // 2, (axis.total or 0) - (axis.total or 0) // 2] for axis in axes]
    padding = {"padding": sides[0] if rank == 1 else sides, "data_format": data_format}
    padded = draw(f"ZeroPadding{rank}D", "zeros", draw.inputs[0], padding)
    pooled = draw(layer.class_name, "pooled", padded, dict(layer.config) | {"padding": "valid"})
    factor = np.ones(())
    for axis in axes:
        factor = np.multiply.outer(factor, axis.factors())
    letters = string.ascii_lowercase[: rank + 2]
    spatial = letters[2:] if is_channels_first(layer) else letters[1:-1]
    channels = (draw.specs[0].shape or ())[1 if is_channels_first(layer) else -1]
    shape = [channels, *factor.shape] if is_channels_first(layer) else [*factor.shape, channels]
    config = constant(equation=f"{letters},{spatial}->{letters}", output_shape=shape)
    kernel = ArrayTensor(factor.astype("float32"))
    return draw.model(draw("EinsumDense", "mean", pooled, config, {"kernel": kernel}))


def _axes(layer: Layer, context: Context) -> list[_Axis]:
    rank = RANKS[layer.class_name]
    window = layer.config["pool_size"]
    strides = window if layer.config.get("strides") is None else layer.config["strides"]
    shape = (context.description.inputs.first if context.description else UNKNOWN).shape
    spatial = take_apart(layer, shape if shape and len(shape) == rank + 2 else None, rank)[1]
    return [_Axis(*axis) for axis in zip(spatial, per_axis(window, rank), per_axis(strides, rank), strict=True)]
