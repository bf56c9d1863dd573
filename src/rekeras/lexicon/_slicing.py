"""Take a part of a tensor by a key of numbers, slices and None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rekeras.archive import TensorRef
from rekeras.keras3.operations import array, bounds
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size

WHOLE = slice(None)


def sliced(b: Build, tensor: Any, key: Sequence[Any]) -> Any:
    """A tensor or a list of sizes by a key of numbers, slices, None and one ``...``."""
    if not isinstance(tensor, TensorRef):
        return _of_list(tensor, key)
    parts = _spelled_out(key, b.rank(tensor))
    if any(not _is_known(part) for part in parts):
        return _computed(b, tensor, parts)
    if _is_spelled_for_all(parts, b.shape(tensor)):
        return _by_steps(b, tensor, parts)
    axis, flipped = 0, []
    for index, part in enumerate(parts):
        if isinstance(part, slice) and (part.step or 1) < 0:
            flipped.append(axis)
            parts[index] = _backwards(part, b.shape(tensor)[axis])
        axis += part is not None
    for axis in flipped:
        tensor = b.op("Flip", tensor, axis=axis)
    while parts and parts[-1] == WHOLE:
        parts.pop()
    if not parts:
        return tensor
    written = [bounds(p.start, p.stop, p.step) if isinstance(p, slice) else p for p in parts]
    return b.op("GetItem", tensor, written)


def _is_spelled_for_all(parts: list[Any], shape: tuple[int | None, ...]) -> bool:
    """Whether every axis that it takes a part of has a known size; Keras 3.0 and 3.1 read no other keys."""
    touched = [part for part in parts if part is not None]
    return all(part == WHOLE or size is not None for part, size in zip(touched, shape, strict=True))


def _by_steps(b: Build, tensor: TensorRef, parts: list[Any]) -> Any:
    """One axis after the other: a place, a piece, places with gaps."""
    axis = 0
    for part in parts:
        if part is None:
            tensor = b.op("ExpandDims", tensor, axis=axis)
        elif part != WHOLE:
            size = b.shape(tensor)[axis] or 0
            tensor = _one_axis(b, tensor, axis, size, part)
            axis -= isinstance(part, int)
        axis += 1
    return tensor


def _one_axis(b: Build, tensor: TensorRef, axis: int, size: int, part: Any) -> Any:
    if isinstance(part, int):
        if not -size <= part < size:
            raise Untranslatable(f"it takes place {part} of {size}")
        return b.op("Take", tensor, part % size, axis=axis)
    places = range(*part.indices(size))
    if not places:
        raise Untranslatable("it takes nothing")
    if len(places) == size and places.step > 0:
        return tensor
    if len(places) == size:
        return b.op("Flip", tensor, axis=axis)
    if places.step != 1:
        b.count(len(places))
        return b.op("Take", tensor, array(list(places), "int32"), axis=axis)
    cuts = [cut for cut in (places[0], places[-1] + 1) if 0 < cut < size]
    return b.op("Split", tensor, indices_or_sections=cuts, axis=axis)[places[0] > 0]


def _spelled_out(key: Sequence[Any], rank: int) -> list[Any]:
    """The key with whole axes for ``...`` and for what it does not mention."""
    parts = [_plainly(part) if isinstance(part, slice) else part for part in key]
    missing = rank - sum(part is not None and part is not Ellipsis for part in parts)
    if missing < 0:
        raise Untranslatable(f"it takes {rank - missing} axes of {rank}")
    place = next((index for index, part in enumerate(parts) if part is Ellipsis), len(parts))
    return [*parts[:place], *[WHOLE] * missing, *parts[place + 1 :]]


def _plainly(part: slice) -> slice:
    """A slice without what goes without saying."""
    step = None if part.step == 1 else part.step
    start = None if part.start == 0 and (step is None or step > 0) else part.start
    return slice(start, part.stop, step)


def _is_known(part: Any) -> bool:
    if isinstance(part, slice):
        return all(isinstance(bound, int | None) for bound in (part.start, part.stop, part.step))
    return part is None or isinstance(part, int)


def _computed(b: Build, tensor: TensorRef, parts: list[Any]) -> Any:
    """A key with numbers that the model computes: an index as a tensor, or the size of the axis itself as an end."""
    axis, left = 0, []
    for part in parts:
        if isinstance(part, TensorRef):
            if None in parts or any(isinstance(other, int) for other in parts):
                raise Untranslatable("it takes a place that is computed from the input together with others")
            tensor = b.op("Take", tensor, part, axis=axis)
            continue
        left.append(_with_whole_ends(b, tensor, axis, part) if isinstance(part, slice) else part)
        axis += part is not None
    if any(not _is_known(part) for part in left):
        raise Untranslatable("the ends of a slice are computed from the input")
    return sliced(b, tensor, left)


def _with_whole_ends(b: Build, tensor: TensorRef, axis: int, part: slice) -> slice:
    size = b.sizes(tensor)[axis]
    own = isinstance(part.stop, Size) and isinstance(size, Size) and (part.stop == size or axis == 0)
    return slice(part.start, None, part.step) if own else part


def _backwards(part: slice, size: int | None) -> slice:
    """The slice of the flipped axis that gives what a slice with a negative step gives."""
    start, stop, step = part.start, part.stop, -part.step
    if size is not None:
        places = range(*part.indices(size))
        if not places:
            return slice(0, 0)
        return slice(size - 1 - places[0], size - places[-1], step)
    if (start is not None and start >= 0) or (stop is not None and stop >= 0):
        raise Untranslatable(
            "it goes backwards from a place that is counted from the front of an axis of unknown length"
        )
    return slice(None if start is None else -1 - start, None if stop is None else -1 - stop, step)


def _of_list(values: Any, key: Sequence[Any]) -> Any:
    """Sizes of a shape, or other values in lists."""
    parts = [part for part in key if part is not Ellipsis]
    if not isinstance(values, list) or len(parts) != 1 or not _is_known(parts[0]):
        raise Untranslatable("it takes a part of a number that is no tensor")
    if parts[0] is None:
        return [values]
    return values[parts[0]]
