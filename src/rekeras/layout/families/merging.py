"""Layers that merge several tensors: all in one order."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layout.axes import Axes, new_place
from rekeras.layout.family import Family, Given, Moved

family = Family()


@family.on("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")
def merge_in_one_order(layer: Layer, given: Given) -> Moved | None:
    """Axes of size one are stretched in any order; missing axes are those in front, as in the old model."""
    order = common_order(given)
    return Moved(layer, (order,) * len(given.axes), order) if order else None


@family.on("Concatenate")
def concatenate_in_one_order(layer: Layer, given: Given) -> Moved | None:
    order, axis = common_order(given), layer.config.get("axis", -1)
    if not order:
        return None
    return Moved(layer.with_config({"axis": new_place(order, axis)}), (order,) * len(given.axes), order)


def common_order(given: Given) -> Axes | None:
    """The order of most of the tensors that were moved; None where none was, or where they differ in rank."""
    orders = [axes for axes in given.axes if axes]
    ranks = {len(axes) if axes else spec.rank for axes, spec in zip(given.axes, given.specs, strict=True)}
    if not orders or len(ranks) != 1:
        return None
    return max(dict.fromkeys(orders), key=orders.count)
