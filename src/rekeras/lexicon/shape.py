"""Shapes, also those that the graph computes, and the order of axes."""

from __future__ import annotations

from math import prod
from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Number, Size, divided, times
from rekeras.lexicon._spread import sizes_of

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
    wanted = sizes_of(shape)
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
