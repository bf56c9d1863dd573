"""Layers around other layers become what these become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rekeras.archive import Layer
from rekeras.layers._description import Spec
from rekeras.layout.axes import PLAIN, over_time, under_time
from rekeras.layout.family import CannotMoveError, Given, Moved

MovePart = Callable[[str, Given], Moved]
"""Moves the part of this name, called on that."""

DIRECTIONS = ("forward_layer", "backward_layer")


def move_wrapper(layer: Layer, given: Given, move_part: MovePart) -> Moved | None:
    """The wrapper in the new model; None for one that stays, on plain tensors.

    Raises:
        CannotMoveError: It cannot be moved.
    """
    if layer.class_name == "TimeDistributed":
        return _move_over_time(layer, given, move_part)
    if layer.class_name == "Bidirectional":
        return _move_both_ways(layer, given, move_part)
    if layer.class_name == "SpectralNormalization":
        moved = move_part("layer", given)
        return replace(moved, layer=_with_parts(layer, {"layer": moved}))
    return None


def _move_over_time(layer: Layer, given: Given, move_part: MovePart) -> Moved:
    """The part gets one step after the other, without the axis of time."""
    spec = given.specs[0] if given.specs else Spec()
    step = None if spec.shape is None else (spec.shape[0], *spec.shape[2:])
    moved = move_part("layer", Given((under_time(given.first) or PLAIN,), (Spec(step, spec.dtype),)))
    inputs = (over_time(moved.inputs[0]), *given.all_plain[1:])
    return Moved(_with_parts(layer, {"layer": moved}), inputs, over_time(moved.output))


def _move_both_ways(layer: Layer, given: Given, move_part: MovePart) -> Moved | None:
    """Both directions give the same order; the default merge puts them along the old last axis."""
    directions = {place: move_part(place, given) for place in DIRECTIONS}
    changed = _with_parts(layer, directions)
    if changed is layer:
        return None
    mode = layer.config.get("merge_mode", "concat")
    if mode == "concat":
        raise CannotMoveError("it puts both directions along the last axis, which is the width of an image")
    forward = directions["forward_layer"]
    first = () if mode else (forward.output,)
    return replace(forward, layer=changed, others=(*first, *forward.others, *forward.others))


def _with_parts(layer: Layer, moved: dict[str, Moved]) -> Layer:
    """The wrapper with new parts; itself where none is new."""
    if all(layer.parts[place] is one.layer for place, one in moved.items()):
        return layer
    return replace(layer, parts=dict(layer.parts) | {place: one.layer for place, one in moved.items()})
