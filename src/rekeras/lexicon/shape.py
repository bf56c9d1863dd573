"""Functions that move numbers without changing them; shapes, also those that the graph computes."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from rekeras.archive import TensorRef
from rekeras.keras3.operations import array
from rekeras.lexicon._build import Build
from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Number, Size, divided, plain, times
from rekeras.lexicon._spread import zeros

family = Family()


@family.on("shape", "compat.v1.shape", "shape_v2", raw="Shape")
def shape(b: Build, input: Any, out_type: Any = "int32") -> Any:
    """The sizes of the axes; those that the model leaves open remain open."""
    return b.sizes(input)


@family.on("rank", "compat.v1.rank", raw="Rank")
def rank(b: Build, input: Any) -> Any:
    """How many axes there are."""
    return b.rank(input)


@family.on("size", "compat.v1.size", "size_v2", raw="Size")
def size(b: Build, input: Any, out_type: Any = "int32") -> Any:
    """How many numbers there are."""
    total: Number = 1
    for one in b.sizes(input):
        total = times(total, one)
    return total


@family.on("reshape", raw="Reshape")
def reshape(b: Build, tensor: Any, shape: Any) -> Any:
    """Another shape; an open size becomes -1, which takes what is left over."""
    wanted = _sizes(shape)
    if any(isinstance(one, Size) for one in wanted):
        wanted = _without_minus_one(b, tensor, wanted)
    open_ones = [one for one in wanted if isinstance(one, Size)]
    if len(open_ones) > 1:
        return _reshape_around(b, tensor, wanted)
    if b.prefers_layer("Reshape") and _keeps_batch(b, tensor, wanted):
        target = [-1 if isinstance(one, Size) else int(one) for one in wanted[1:]]
        return b.note_sizes(b.layer("Reshape", tensor, target_shape=target), wanted)
    made = b.op("Reshape", tensor, newshape=[-1 if isinstance(one, Size) else int(one) for one in wanted])
    return b.note_sizes(made, wanted)


def _keeps_batch(b: Build, tensor: Any, wanted: list[Number]) -> bool:
    """Whether the first axis stays what it is."""
    first, *rest = b.sizes(tensor)
    sizes = [one for one in (*rest, *wanted[1:]) if isinstance(one, int)]
    if len(sizes) != len(rest) + len(wanted) - 1 or -1 in sizes:
        return wanted[0] == first
    return wanted[0] in (first, -1) and prod(sizes[: len(rest)]) == prod(sizes[len(rest) :])


def _without_minus_one(b: Build, tensor: Any, wanted: list[Number]) -> list[Number]:
    """The shape with what -1 stands for, which may be a size after all."""
    if -1 not in wanted:
        return wanted
    total: Number = 1
    for one in b.sizes(tensor):
        total = times(total, one)
    for one in wanted:
        total = total if one == -1 else divided(total, one)
    return [total if one == -1 else one for one in wanted]


def _reshape_around(b: Build, tensor: Any, wanted: list[Number]) -> Any:
    """Two axes are open, and -1 stands for one only: the layer Reshape leaves the batch alone and takes one more."""
    first = wanted[0]
    given = b.sizes(tensor)
    if first != given[0]:
        raise Untranslatable("it gives a shape with two axes whose sizes the model leaves open")
    rest = [one for one in wanted[1:] if isinstance(one, Size)]
    if len(rest) != 1:
        raise Untranslatable("it gives a shape with three axes whose sizes the model leaves open")
    target = [-1 if isinstance(one, Size) else int(one) for one in wanted[1:]]
    return b.note_sizes(b.layer("Reshape", tensor, target_shape=target), wanted)


def _sizes(shape: Any) -> list[Number]:
    """A shape as a list; of a tensor nothing is known beforehand."""
    if isinstance(shape, TensorRef) or (
        isinstance(shape, list | tuple) and any(isinstance(s, TensorRef) for s in shape)
    ):
        raise Untranslatable("the shape is computed from the numbers of the input")
    wanted = plain(shape)
    return wanted if isinstance(wanted, list) else [wanted]


@family.on("transpose", "compat.v1.transpose", "transpose_v2", "linalg.transpose", raw="Transpose")
def transpose(b: Build, a: Any, perm: Any = None, conjugate: Any = False) -> Any:
    """The axes in another order."""
    order = list(reversed(range(b.rank(a)))) if perm is None else b.axes(a, perm)
    return b.op("Transpose", a, axes=order)


@family.on("linalg.matrix_transpose", "matrix_transpose")
def matrix_transpose(b: Build, a: Any, conjugate: Any = False) -> Any:
    """The last two axes exchanged."""
    count = b.rank(a)
    return b.op("Transpose", a, axes=[*range(count - 2), count - 1, count - 2])


@family.on("expand_dims", "compat.v1.expand_dims", raw="ExpandDims")
def expand_dims(b: Build, input: Any, axis: Any = None, dim: Any = None) -> Any:
    """A new axis of one."""
    if isinstance(input, list | Size | int):
        return [input]  # one size of a shape becomes a shape
    return b.op("ExpandDims", input, axis=b.known(dim if axis is None else axis))


@family.on("squeeze", "compat.v1.squeeze", "squeeze_v2")
def squeeze(b: Build, input: Any, axis: Any = None) -> Any:
    """Axes of one taken away: the given ones, or all."""
    sizes = b.shape(input)
    gone = [a for a, s in enumerate(sizes) if s == 1] if axis is None else b.axes(input, axis)
    if axis is None and None in sizes[1:]:
        raise Untranslatable("which axes are one is not known beforehand")
    for one in sorted(gone, reverse=True):
        input = b.op("Squeeze", input, axis=one)  # noqa: A001 - TensorFlow's
    return input


@family.on(raw="Squeeze")
def raw_squeeze(b: Build, input: Any, squeeze_dims: Any = None) -> Any:
    """Axes of one taken away."""
    return squeeze(b, input, squeeze_dims or None)


@family.on("concat", "compat.v1.concat")
def concat(b: Build, values: Any, axis: Any) -> Any:
    """One after the other."""
    values = values if isinstance(values, list | tuple) else [values]
    parts = [b.as_tensor(value, *values) for value in values if value != []]
    along = b.axis(next(part for part in parts if isinstance(part, TensorRef)), axis)
    if len(parts) == 1:
        return parts[0]
    if b.prefers_layer("Concatenate") and all(isinstance(part, TensorRef) for part in parts):
        return b.layer("Concatenate", parts, axis=along)
    return b.op("Concatenate", parts, axis=along)


@family.on(raw="ConcatV2")
def raw_concat_v2(b: Build, *values: Any, N: Any = None) -> Any:
    """One after the other; the axis comes last."""
    return concat(b, list(values[:-1]), values[-1])


@family.on(raw="Concat")
def raw_concat(b: Build, axis: Any, *values: Any, N: Any = None) -> Any:
    """One after the other; the axis comes first."""
    return concat(b, list(values), axis)


@family.on("stack", "compat.v1.stack", "parallel_stack")
def stack(b: Build, values: Any, axis: Any = 0) -> Any:
    """Beside each other along a new axis."""
    if isinstance(values, TensorRef):
        values = unstack(b, values)
    parts = [b.as_tensor(value, *values) for value in values]
    count = b.rank(next(part for part in parts if isinstance(part, TensorRef))) + 1
    return b.op("Stack", parts, axis=b.known(axis) % count)


@family.on(raw="Pack")
def raw_pack(b: Build, *values: Any, axis: Any = 0, N: Any = None) -> Any:
    """Beside each other along a new axis."""
    return stack(b, list(values), axis)


@family.on("unstack")
def unstack(b: Build, value: Any, num: Any = None, axis: Any = 0) -> Any:
    """One tensor for each place of an axis."""
    along = b.axis(value, axis)
    count = num or b.shape(value)[along]
    if count is None:
        raise Untranslatable("it takes an axis apart whose length is unknown")
    parts = b.op("Split", value, indices_or_sections=b.count(count), axis=along) if count > 1 else [value]
    return [b.op("Squeeze", part, axis=along) for part in parts]


@family.on(raw="Unpack")
def raw_unpack(b: Build, value: Any, num: Any = None, axis: Any = 0) -> Any:
    """One tensor for each place of an axis."""
    return unstack(b, value, num, axis)


@family.on("split")
def split(b: Build, value: Any, num_or_size_splits: Any, axis: Any = 0, num: Any = None) -> Any:
    """Parts of an axis: a number of equal ones, or of the given lengths."""
    along, wanted = b.axis(value, axis), b.known(num_or_size_splits)
    if isinstance(wanted, int):
        return [value] if wanted == 1 else b.op("Split", value, indices_or_sections=b.count(wanted), axis=along)
    total = b.shape(value)[along]
    if -1 in wanted:
        if total is None:
            raise Untranslatable("how long the parts are is not known beforehand")
        wanted = [total - sum(wanted) - 1 if one == -1 else one for one in wanted]
    cuts = [sum(wanted[: index + 1]) for index in range(len(wanted) - 1)]
    return b.op("Split", value, indices_or_sections=cuts, axis=along) if cuts else [value]


@family.on(raw="Split")
def raw_split(b: Build, axis: Any, value: Any, num_split: Any = None) -> Any:
    """Equal parts; the axis comes first."""
    return split(b, value, num_split, axis)


@family.on(raw="SplitV")
def raw_split_v(b: Build, value: Any, size_splits: Any, axis: Any, num_split: Any = None) -> Any:
    """Parts of the given lengths."""
    return split(b, value, size_splits, axis)


@family.on("tile", raw="Tile")
def tile(b: Build, input: Any, multiples: Any) -> Any:
    """Repeated as a whole, so often along each axis."""
    times_each = _sizes(multiples)
    if any(isinstance(one, Size) for one in times_each):
        return _spread(b, input, [times(one, s) for one, s in zip(times_each, b.sizes(input), strict=True)])
    return b.op("Tile", input, repeats=times_each)


@family.on("broadcast_to", raw="BroadcastTo")
def broadcast_to(b: Build, input: Any, shape: Any) -> Any:
    """Numbers repeated along axes of one."""
    return _spread(b, input, _sizes(shape))


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


family.refuse(
    "Keras 3 has no tensors with rows of different lengths",
    *("RaggedTensor.from_tensor", "RaggedTensor.from_row_lengths", "RaggedTensor.from_row_splits", "ragged.constant"),
    *("RaggedTensor.from_value_rowids", "ragged.stack", "ragged.map_flat_values", "RaggedTensor.from_sparse"),
)
family.refuse(
    "Keras 3 has no sparse tensors on every backend",
    "sparse.to_dense",
    "sparse.from_dense",
    "sparse.sparse_dense_matmul",
)
family.refuse("it makes grids of coordinates", "meshgrid")
