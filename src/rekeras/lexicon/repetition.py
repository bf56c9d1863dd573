"""Tensors repeated, padded, turned round and spread out."""

from __future__ import annotations

from typing import Any

import numpy as np

from rekeras.archive import TensorRef
from rekeras.keras3.operations import array
from rekeras.lexicon._build import Build
from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Number, Size, times
from rekeras.lexicon._spread import sizes_of, zeros

family = Family()


@family.on("tile", raw="Tile")
def tile(b: Build, input: Any, multiples: Any) -> Any:
    """Repeated as a whole, so often along each axis."""
    times_each = sizes_of(multiples)
    if any(isinstance(one, Size) for one in times_each):
        return _spread(b, input, [times(one, s) for one, s in zip(times_each, b.sizes(input), strict=True)])
    return b.op("Tile", input, repeats=times_each)


@family.on("broadcast_to", raw="BroadcastTo")
def broadcast_to(b: Build, input: Any, shape: Any) -> Any:
    """Numbers repeated along axes of one."""
    return _spread(b, input, sizes_of(shape))


def _spread(b: Build, value: Any, wanted: list[Number]) -> Any:
    """A tensor stretched to a shape, of which open sizes may be its own or those of other tensors."""
    value = b.as_tensor(value)
    given = b.sizes(value) if isinstance(value, TensorRef) else []
    given = [1] * (len(wanted) - len(given)) + given
    pairs = list(zip(given, wanted, strict=True))
    if isinstance(value, TensorRef) and all(a == w or (a == 1 and isinstance(w, int)) for a, w in pairs):
        repeats = [1 if a == w else int(w) for a, w in pairs]  # type: ignore[arg-type]
        if set(repeats) == {1}:
            return value
        return b.note_sizes(b.op("Tile", value, repeats=repeats), wanted)
    nothing = zeros(b, wanted, b.dtype(value) if isinstance(value, TensorRef) else "float32")
    return b.op("Add", nothing, value)


@family.on("repeat", "repeat_with_axis")
def repeat(b: Build, input: Any, repeats: Any, axis: Any = None) -> Any:
    """Each place of an axis so often."""
    times_each = b.known(repeats)
    if axis is None:
        raise Untranslatable("it repeats all numbers of the batch in one row")
    along = b.axis(input, axis)
    if isinstance(times_each, int):
        return b.op("Repeat", input, repeats=times_each, axis=along)
    b.count(sum(times_each))
    places = [place for place, count in enumerate(times_each) for _time in range(count)]
    return b.op("Take", input, array(places, "int32"), axis=along)


@family.on("pad", "compat.v1.pad", "pad_v2", raw="PadV2")
def pad(b: Build, tensor: Any, paddings: Any, constant_values: Any = 0, mode: str = "CONSTANT") -> Any:
    """Longer at both ends of each axis."""
    widths = b.known(paddings)
    how = mode.lower()
    if how != "constant":
        return _mirrored(b, tensor, widths, how)
    value = b.known(constant_values)
    return b.op("Pad", tensor, *([value] if value else []), pad_width=widths, mode=how)


def _mirrored(b: Build, tensor: Any, widths: Any, how: str) -> Any:
    """Mirrored at the ends: with the last number (symmetric) or without it (reflect)."""
    sizes = b.shape(tensor)
    if how == "reflect" and any(size is None and any(width) for size, width in zip(sizes, widths, strict=True)):
        return b.op("Pad", tensor, pad_width=widths, mode=how)
    for axis, (size, (before, after)) in enumerate(zip(sizes, widths, strict=True)):
        if not before and not after:
            continue
        if size is None:
            raise Untranslatable(f"it pads an axis of unknown length in the mode {how}")
        b.count(size + before + after)
        edge = 1 if how == "reflect" else 0
        first, last = range(before - 1 + edge, edge - 1, -1), range(size - 1 - edge, size - 1 - edge - after, -1)
        tensor = b.op("Take", tensor, array([*first, *range(size), *last], "int32"), axis=axis)
    return tensor


@family.on(raw="Pad")
def raw_pad(b: Build, input: Any, paddings: Any) -> Any:
    """Zeros at both ends of each axis."""
    return pad(b, input, paddings)


@family.on(raw="MirrorPad")
def raw_mirror_pad(b: Build, input: Any, paddings: Any, mode: str = "REFLECT") -> Any:
    """Mirrored at both ends of each axis."""
    return pad(b, input, paddings, mode=mode)


@family.on("reverse", "reverse_v2", raw="ReverseV2")
def reverse(b: Build, tensor: Any, axis: Any) -> Any:
    """Backwards along axes."""
    for one in b.axes(tensor, axis):
        tensor = b.op("Flip", tensor, axis=one)
    return tensor


@family.on("roll", raw="Roll")
def roll(b: Build, input: Any, shift: Any, axis: Any) -> Any:
    """Moved along axes; what falls out comes in again."""
    shifts, axes = b.known(shift), b.axes(input, axis)
    for by, along in zip(shifts if isinstance(shifts, list) else [shifts], axes, strict=True):
        input = b.op("Roll", input, shift=by, axis=along)  # noqa: A001 - TensorFlow's
    return input


@family.on("one_hot")
def one_hot(
    b: Build, indices: Any, depth: Any, on_value: Any = None, off_value: Any = None, axis: Any = None, dtype: Any = None
) -> Any:
    """A new axis with one value at the place of the index, another elsewhere."""
    wanted = dtype or "float32"
    on, off = 1.0 if on_value is None else b.known(on_value), 0.0 if off_value is None else b.known(off_value)
    rank = b.rank(indices) + 1
    place = rank - 1 if axis is None else axis % rank
    numbers = np.arange(b.count(depth)).reshape((-1,) + (1,) * (rank - place - 1)).tolist()
    there = b.op("Equal", b.op("ExpandDims", indices, axis=place), array(numbers, b.dtype(indices)))
    made = b.cast(there, dtype_name(wanted))  # indices out of range give zeros, which OneHot of some backends refuses
    made = made if on - off == 1 else b.op("Multiply", made, on - off)
    return made if off == 0 else b.op("Add", made, off)


@family.on(raw="OneHot")
def raw_one_hot(b: Build, indices: Any, depth: Any, on_value: Any, off_value: Any, axis: Any = -1) -> Any:
    """As ``one_hot``."""
    return one_hot(b, indices, depth, on_value, off_value, axis)
