"""Layers told by an argument along which axis they work."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.layout.axes import Axes, new_place
from rekeras.layout.family import Family, Given, Moved

family = Family()


@family.on("BatchNormalization", "GroupNormalization", "UnitNormalization", "Softmax")
def move_axis(layer: Layer, given: Given) -> Moved | None:
    """Their variables have one axis, that of the channels, or they have none."""
    order, axis = given.first, layer.config.get("axis", -1)
    if not order or any(given.axes[1:]):
        return None
    several = isinstance(axis, list | tuple)
    places = [new_place(order, one) for one in (axis if several else [axis])]
    moved = layer.with_config({"axis": sorted(places) if several else places[0]})
    return Moved(moved, given.axes, order)


@family.on("LayerNormalization")
def move_axes_and_variables(layer: Layer, given: Given) -> Moved | None:
    """Gamma and beta have the normalized axes, in ascending order."""
    order, axis = given.first, layer.config.get("axis", -1)
    if not order:
        return None
    old = [one % len(order) for one in (axis if isinstance(axis, list | tuple) else [axis])]
    if old != sorted(old):
        return None
    places = [new_place(order, one) for one in old]
    sequence = tuple(int(place) for place in np.argsort(places))
    moved = layer.with_config({"axis": sorted(places) if len(places) > 1 else places[0]})
    weights = {name: transposed(tensor, sequence) for name, tensor in layer.weights.items()}
    return Moved(replace(moved, weights=weights), given.axes, order)


@family.on("PReLU")
def move_slopes(layer: Layer, given: Given) -> Moved | None:
    """``alpha`` has all axes but the batch, of size one where ``shared_axes`` says so (counted from 1)."""
    order, shared = given.first, layer.config.get("shared_axes")
    if not order:
        return None
    moved = layer.with_config({"shared_axes": sorted(new_place(order, axis) for axis in shared)}) if shared else layer
    sequence = tuple(axis - 1 for axis in order[1:])
    weights = {name: transposed(tensor, sequence) for name, tensor in layer.weights.items()}
    return Moved(replace(moved, weights=weights), given.axes, order)


def transposed(tensor: Tensor, sequence: Axes) -> Tensor:
    """A variable with its axes in another order; itself where nothing changes."""
    if sequence == tuple(range(len(sequence))):
        return tensor
    shape = tuple(tensor.shape[axis] for axis in sequence)
    return MappedTensor((tensor,), lambda array: np.transpose(array, sequence), shape, tensor.dtype)
