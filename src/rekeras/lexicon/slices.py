"""Parts of tensors: Python's slices, ``tf.slice``, ``tf.gather``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rekeras.archive import TensorRef
from rekeras.keras3.operations import array, bounds
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size

family = Family()

WHOLE = slice(None)


@family.on("__operators__.getitem", "getitem")
def getitem(b: Build, tensor: Any, slice_spec: Any) -> Any:
    """``tensor[slice_spec]`` with numbers, slices, None and one ``...``; slices as Python's or Keras 2's."""
    parts = slice_spec if isinstance(slice_spec, list | tuple) else [slice_spec]
    return sliced(b, tensor, [_part(part) for part in parts])


def _part(part: Any) -> Any:
    if isinstance(part, dict) and part.get("class_name") == "__ellipsis__":
        return Ellipsis
    if isinstance(part, dict) and part.keys() == {"start", "stop", "step"}:
        return slice(part["start"], part["stop"], part["step"])
    return part


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


@family.on("slice", raw="Slice")
def slice_(b: Build, input_: Any, begin: Any, size: Any) -> Any:
    """So many from the beginning of each axis; -1 for all that are left."""
    starts, sizes = _list(begin), _list(size)
    key = []
    for axis, (start, length) in enumerate(zip(starts, sizes, strict=True)):
        whole = isinstance(length, Size) and start == 0 and (axis == 0 or b.sizes(input_)[axis] == length)
        if isinstance(start, Size) or (isinstance(length, Size) and not whole):
            raise Untranslatable("where it begins or how much it takes is computed from the input")
        key.append(slice(start, None if whole or length == -1 else start + length))
    return sliced(b, input_, key)


def _list(value: Any) -> list[Any]:
    if isinstance(value, TensorRef) or any(isinstance(one, TensorRef) for one in value):
        raise Untranslatable("where it begins or how much it takes is computed from the input")
    return list(value)


@family.on("strided_slice", raw="StridedSlice")
def strided_slice(
    b: Build,
    input_: Any,
    begin: Any,
    end: Any,
    strides: Any = None,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
) -> Any:
    """What Python's slices become in a graph: three lists, and bits that say which entries count."""
    starts, ends = _list(begin), _list(end)
    steps = [1] * len(starts) if strides is None else _list(strides)
    key: list[Any] = []
    for index, (start, stop, step) in enumerate(zip(starts, ends, steps, strict=True)):
        bit = 1 << index
        if ellipsis_mask & bit:
            key.append(Ellipsis)
        elif new_axis_mask & bit:
            key.append(None)
        elif shrink_axis_mask & bit:
            key.append(start)
        else:
            key.append(slice(None if begin_mask & bit else start, None if end_mask & bit else stop, step))
    return sliced(b, input_, key)


@family.on("gather", "compat.v1.gather", "gather_v2")
def gather(
    b: Build, params: Any, indices: Any, validate_indices: Any = None, axis: Any = None, batch_dims: int = 0
) -> Any:
    """Places of an axis by their numbers, for each of the batch other ones where ``batch_dims`` says so."""
    if not isinstance(params, TensorRef) and not isinstance(indices, TensorRef):
        return [params[i] for i in indices] if isinstance(indices, list) else params[indices]
    along = batch_dims if axis is None else axis
    if batch_dims:
        return _gather_in_batch(b, params, indices, along, batch_dims)
    params = b.operand(params, dtype="float32")
    if not isinstance(params, TensorRef):
        raise Untranslatable("it looks numbers up in a constant table")
    return b.op("Take", params, b.operand(indices, dtype="int32"), axis=b.axis(params, along))


def _gather_in_batch(b: Build, params: Any, indices: Any, axis: Any, batch_dims: int) -> Any:
    """Indices for each of the batch: spread over the axes that they lack."""
    axis = b.axis(params, axis)
    if not isinstance(indices, TensorRef) or b.rank(indices) != batch_dims + 1 or axis != batch_dims:
        raise Untranslatable(f"it gathers with batch_dims={batch_dims} and indices of {b.rank(indices)} axes")
    behind = b.rank(params) - axis - 1
    for _axis in range(behind):
        indices = b.op("ExpandDims", indices, axis=-1)
    sizes = b.shape(params)[axis + 1 :]
    if None in sizes:
        raise Untranslatable("it gathers from axes whose sizes are unknown")
    if behind:
        indices = b.op("Tile", indices, repeats=[1] * (axis + 1) + [size or 1 for size in sizes])
    return b.op("TakeAlongAxis", params, indices, axis=axis)


@family.on(raw="GatherV2")
def raw_gather(b: Build, params: Any, indices: Any, axis: Any = 0, batch_dims: Any = 0) -> Any:
    """As ``gather``."""
    return gather(b, params, indices, None, axis, int(batch_dims))


@family.on(raw="Gather")
def raw_gather_v1(b: Build, params: Any, indices: Any, validate_indices: Any = None) -> Any:
    """Rows by their numbers."""
    return gather(b, params, indices, validate_indices, 0)


@family.on("nn.embedding_lookup")
def embedding_lookup(b: Build, params: Any, ids: Any, max_norm: Any = None) -> Any:
    """Rows of a table by their numbers."""
    if max_norm is not None:
        raise Untranslatable("it clips the norm of rows")
    return gather(b, params, ids, None, 0)


@family.on("image.crop_to_bounding_box")
def crop_to_bounding_box(
    b: Build, image: Any, offset_height: int, offset_width: int, target_height: int, target_width: int
) -> Any:
    """A part of images."""
    rows = slice(offset_height, offset_height + target_height)
    columns = slice(offset_width, offset_width + target_width)
    return sliced(b, image, [Ellipsis, rows, columns, WHOLE])


@family.on("image.central_crop")
def central_crop(b: Build, image: Any, central_fraction: float) -> Any:
    """The middle of images."""
    *_batch, height, width, _channels = b.shape(image)
    if height is None or width is None:
        raise Untranslatable("the size of the images is unknown")
    cuts = [int((size - size * central_fraction) / 2) for size in (height, width)]
    key = [slice(cut, size - cut) for cut, size in zip(cuts, (height, width), strict=True)]
    return sliced(b, image, [Ellipsis, *key, WHOLE])


family.refuse("it takes single numbers from places that are computed", "gather_nd", "raw.GatherNd")
family.refuse("it writes into single places", "tensor_scatter_nd_update", "scatter_nd", "tensor_scatter_nd_add")
