"""``keras.backend`` as Keras 1 and 2 had it: shapes, joining, padding."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._lookup import call
from rekeras.lexicon._reasons import Untranslatable

family = Family()


@family.on_backend("concatenate")
def concatenate(b: Build, tensors: Any, axis: Any = -1) -> Any:
    """One after the other."""
    return call(b, "concat", (tensors, axis), {})


@family.on_backend("stack", "pack")
def stack(b: Build, x: Any, axis: Any = 0) -> Any:
    """Beside each other along a new axis."""
    return call(b, "stack", (x, axis), {})


@family.on_backend("expand_dims")
def expand_dims(b: Build, x: Any, axis: Any = -1) -> Any:
    """A new axis of one."""
    return call(b, "expand_dims", (x, axis), {})


@family.on_backend("squeeze")
def squeeze(b: Build, x: Any, axis: Any) -> Any:
    """An axis of one taken away."""
    return call(b, "squeeze", (x, axis), {})


@family.on_backend("permute_dimensions")
def permute_dimensions(b: Build, x: Any, pattern: Any) -> Any:
    """The axes in another order."""
    return call(b, "transpose", (x, pattern), {})


@family.on_backend("reshape")
def reshape(b: Build, x: Any, shape: Any) -> Any:
    """Another shape."""
    return call(b, "reshape", (x, shape), {})


@family.on_backend("flatten")
def flatten(b: Build, x: Any) -> Any:
    """All numbers in a row, those of the whole batch."""
    return b.op("Reshape", x, newshape=[-1])


@family.on_backend("batch_flatten")
def batch_flatten(b: Build, x: Any) -> Any:
    """All numbers of each of the batch in a row."""
    size = 1
    for one in b.shape(x)[1:]:
        if one is None:
            raise Untranslatable("how many numbers each has is not known")
        size *= one
    return b.op("Reshape", x, newshape=[-1, size])


@family.on_backend("repeat_elements")
def repeat_elements(b: Build, x: Any, rep: Any, axis: Any) -> Any:
    """Each place of an axis so often."""
    return call(b, "repeat", (x, rep, axis), {})


@family.on_backend("repeat")
def repeat(b: Build, x: Any, n: Any) -> Any:
    """A vector so often along a new second axis."""
    return b.op("Tile", b.op("ExpandDims", x, axis=1), repeats=[1, b.known(n), 1])


@family.on_backend("tile")
def tile(b: Build, x: Any, n: Any) -> Any:
    """Repeated as a whole, so often along each axis."""
    return call(b, "tile", (x, n if isinstance(n, list | tuple) else [n]), {})


@family.on_backend("reverse")
def reverse(b: Build, x: Any, axes: Any) -> Any:
    """Backwards along axes."""
    return call(b, "reverse", (x, axes), {})


@family.on_backend("one_hot")
def one_hot(b: Build, indices: Any, num_classes: Any) -> Any:
    """A new last axis with a one at the place of the index."""
    return call(b, "one_hot", (indices, num_classes), {})


@family.on_backend("gather")
def gather(b: Build, reference: Any, indices: Any) -> Any:
    """Rows by their numbers."""
    return call(b, "gather", (reference, indices), {"axis": 0})


@family.on_backend("ndim")
def ndim(b: Build, x: Any) -> Any:
    """How many axes there are."""
    return b.rank(x)


@family.on_backend("temporal_padding")
def temporal_padding(b: Build, x: Any, padding: Any = (1, 1)) -> Any:
    """Zeros before and behind the steps."""
    return b.op("Pad", x, pad_width=[[0, 0], b.known(padding), [0, 0]], mode="constant")


@family.on_backend("spatial_2d_padding")
def spatial_2d_padding(b: Build, x: Any, padding: Any = ((1, 1), (1, 1)), data_format: Any = None) -> Any:
    """Zeros around images."""
    widths = b.known(padding)
    around = [[0, 0], [0, 0], *widths] if data_format == "channels_first" else [[0, 0], *widths, [0, 0]]
    return b.op("Pad", x, pad_width=around, mode="constant")


@family.on_backend("resize_images")
def resize_images(
    b: Build, x: Any, height_factor: Any, width_factor: Any, data_format: Any, interpolation: str = "nearest"
) -> Any:
    """Images so many times higher and wider."""
    if data_format != "channels_last" or interpolation != "nearest":
        raise Untranslatable(f"it resizes by {interpolation} with {data_format}")
    return b.op("Repeat", b.op("Repeat", x, repeats=height_factor, axis=1), repeats=width_factor, axis=2)


@family.on_backend("slice")
def slice_(b: Build, x: Any, start: Any, size: Any) -> Any:
    """So many from the beginning of each axis."""
    return call(b, "slice", (x, start, size), {})


@family.on_backend("spatial_3d_padding")
def spatial_3d_padding(b: Build, x: Any, padding: Any = ((1, 1), (1, 1), (1, 1)), data_format: Any = None) -> Any:
    """Zeros around volumes."""
    widths = b.known(padding)
    around = [[0, 0], [0, 0], *widths] if data_format == "channels_first" else [[0, 0], *widths, [0, 0]]
    return b.op("Pad", x, pad_width=around, mode="constant")


@family.on_backend("resize_volumes")
def resize_volumes(b: Build, x: Any, depth_factor: Any, height_factor: Any, width_factor: Any, data_format: Any) -> Any:
    """Volumes so many times larger."""
    first = 2 if data_format == "channels_first" else 1
    for axis, factor in enumerate((depth_factor, height_factor, width_factor), start=first):
        x = b.op("Repeat", x, repeats=b.known(factor), axis=axis)
    return x
