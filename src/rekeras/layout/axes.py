"""Orders of axes: place i of the new tensor holds axis ``axes[i]`` of the old one; batch stays first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Axes = tuple[int, ...]
PLAIN: Axes = ()
"""The order of the old model, whatever the rank."""

Item = TypeVar("Item")


def channels_last(rank: int, *, in_time: bool = False) -> Axes:
    """From channels first to channels last, where time may stand between batch and channels."""
    first = 2 if in_time else 1
    return (*range(first), *range(first + 1, rank), first)


def shorter(axes: Axes) -> Axes:
    """PLAIN for an order that changes nothing."""
    return PLAIN if axes == tuple(range(len(axes))) else axes


def spelled_out(axes: Axes, rank: int) -> Axes:
    """PLAIN with its axes."""
    return axes or tuple(range(rank))


def between(now: Axes, wanted: Axes) -> Axes:
    """How a tensor in one order must be transposed to stand in another."""
    rank = len(now) or len(wanted)
    current = spelled_out(now, rank)
    return tuple(current.index(axis) for axis in spelled_out(wanted, rank))


def new_place(axes: Axes, old_axis: int) -> int:
    """Where an axis of the old tensor stands; negative ones count from the end.

    Raises:
        IndexError: There is no such axis.
    """
    if not -len(axes) <= old_axis < len(axes):
        raise IndexError(f"axis {old_axis} of {len(axes)}")
    return axes.index(old_axis % len(axes))


def arranged(values: Sequence[Item], axes: Axes) -> list[Item]:
    """Sizes, names or the like of the old tensor in the new order."""
    return [values[axis] for axis in axes] if axes else list(values)


def under_time(axes: Axes) -> Axes | None:
    """The order of one step of a sequence; None where the order moves time."""
    if not axes:
        return PLAIN
    return shorter((0, *(axis - 1 for axis in axes[2:]))) if axes[:2] == (0, 1) else None


def over_time(axes: Axes) -> Axes:
    """The order of a sequence whose steps have this one."""
    return (0, 1, *(axis + 1 for axis in axes[1:])) if axes else PLAIN
