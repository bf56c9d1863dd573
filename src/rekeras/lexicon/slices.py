"""Parts of tensors: Python's slices, ``tf.slice``."""

from __future__ import annotations

from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size
from rekeras.lexicon._slicing import WHOLE, sliced

family = Family()


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
