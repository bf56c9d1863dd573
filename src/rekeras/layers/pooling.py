"""Pooling layers: no variables, smaller outputs."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Shape, ShapeError, Spec

family = Family()


@family.on("MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D")
def pooling(layer: Layer, inputs: Inputs) -> Description:
    """One number for each window of ``pool_size``, every ``strides``."""
    rank = int(layer.class_name[-2])
    shape = _require_rank(inputs.first.shape, rank)
    if shape is None:
        return Description(outputs=Spec((None,) * (rank + 2), inputs.first.dtype))
    windows = _each(layer.config.get("pool_size", 2), rank)
    strides = _each(layer.config.get("strides") or windows, rank)
    result = list(shape)
    first = 2 if layer.config.get("data_format") == "channels_first" else 1
    for offset, (window, stride) in enumerate(zip(windows, strides, strict=True)):
        result[first + offset] = _pooled(shape[first + offset], window, stride, layer.config.get("padding", "valid"))
    return Description(outputs=Spec(tuple(result), inputs.first.dtype))


@family.on(
    "GlobalMaxPooling1D",
    "GlobalMaxPooling2D",
    "GlobalMaxPooling3D",
    "GlobalAveragePooling1D",
    "GlobalAveragePooling2D",
    "GlobalAveragePooling3D",
)
def global_pooling(layer: Layer, inputs: Inputs) -> Description:
    """One number for each channel."""
    rank = int(layer.class_name[-2])
    shape = _require_rank(inputs.first.shape, rank)
    batch, channels_first = (shape[0] if shape else None), layer.config.get("data_format") == "channels_first"
    channels = (shape[1] if channels_first else shape[-1]) if shape else None
    ones = (1,) * rank if layer.config.get("keepdims") else ()
    result = (batch, channels, *ones) if channels_first else (batch, *ones, channels)
    return Description(outputs=Spec(result, inputs.first.dtype))


def _pooled(size: int | None, window: int, stride: int, padding: str) -> int | None:
    if size is None:
        return None
    if padding == "same":
        return -(-size // stride)
    if size < window:
        raise ShapeError(f"pools windows of {window} over an axis of {size}")
    return (size - window) // stride + 1


def _each(value: Any, rank: int) -> list[int]:
    return [value] * rank if isinstance(value, int) else list(value)


def _require_rank(shape: Shape, rank: int) -> Shape:
    if shape is not None and len(shape) != rank + 2:
        raise ShapeError(f"needs {rank + 2} dimensions, batch and channels included, and gets {shape}")
    return shape
