"""Axes of images and the like: batch, channels and one to three spatial axes between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import Shape, ShapeError

Size = int | None


def rank_of(layer: Layer) -> int:
    """How many spatial axes a class has by its name: 2 for ``Conv2DTranspose``."""
    found = re.search(r"([123])D", layer.class_name)
    if found is None:
        raise ValueError(f"{layer.class_name} does not say how many axes it has")
    return int(found.group(1))


def per_axis(value: Any, rank: int) -> tuple[int, ...]:
    """A size for each spatial axis, where configs have one number for all or a list."""
    sizes = (value,) * rank if isinstance(value, int) else tuple(value)
    if len(sizes) == 1:
        sizes *= rank
    if len(sizes) != rank:
        raise ShapeError(f"has {len(sizes)} sizes {sizes} for {rank} axes")
    return sizes


def take_apart(layer: Layer, shape: Shape, rank: int) -> tuple[Size, tuple[Size, ...], Size]:
    """Batch, spatial axes and channels.

    Raises:
        ShapeError: The input has another number of dimensions.
    """
    if shape is None:
        return None, (None,) * rank, None
    if len(shape) != rank + 2:
        raise ShapeError(f"needs inputs of {rank + 2} dimensions, batch and channels included, and gets {shape}")
    if is_channels_first(layer):
        return shape[0], shape[2:], shape[1]
    return shape[0], shape[1:-1], shape[-1]


def put_together(layer: Layer, batch: Size, spatial: Sequence[Size], channels: Size) -> tuple[Size, ...]:
    """The shape with channels where the layer's data format has them."""
    if is_channels_first(layer):
        return (batch, channels, *spatial)
    return (batch, *spatial, channels)


def is_channels_first(layer: Layer) -> bool:
    """Whether channels come before the spatial axes; they come last where the config does not say."""
    return layer.config.get("data_format") == "channels_first"


def window_length(size: Size, window: int, stride: int, dilation: int, padding: str) -> Size:
    """How many windows fit into an axis.

    Raises:
        ShapeError: None does.
    """
    if size is None:
        return None
    if padding != "valid":
        return ceil(size / stride)
    reach = dilation * (window - 1) + 1
    if size < reach:
        raise ShapeError(
            f"has windows of {reach} (kernel or pool size {window}, dilation {dilation}) on an axis of {size}"
        )
    return (size - reach) // stride + 1
