"""Tensors made of constants, in shapes that the graph computes."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from rekeras.lexicon._build import Build
from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._family import Family
from rekeras.lexicon._sizes import has_size, plain
from rekeras.lexicon._spread import zeros as zeros_of

family = Family()


def _bounded(b: Build, shape: Any) -> list[int]:
    sizes = b.known(shape)
    b.count(prod(sizes))
    return [int(size) for size in sizes]


@family.on("fill")
def fill(b: Build, dims: Any, value: Any, layout: Any = None) -> Any:
    """The same number everywhere."""
    wanted = plain(dims)
    if not has_size(wanted):
        return np.full(_bounded(b, wanted), b.known(value)).tolist()
    return b.op("Add", zeros_of(b, wanted, "float32"), b.operand(value))


@family.on(raw="Fill")
def raw_fill(b: Build, dims: Any, value: Any, index_type: Any = None) -> Any:
    """The same number everywhere."""
    return fill(b, dims, value)


@family.on("zeros")
def zeros(b: Build, shape: Any, dtype: Any = "float32", layout: Any = None) -> Any:
    """Zeros."""
    wanted = plain(shape)
    if not has_size(wanted):
        return np.zeros(_bounded(b, wanted), dtype_name(dtype)).tolist()
    return zeros_of(b, wanted, dtype_name(dtype))


@family.on("ones")
def ones(b: Build, shape: Any, dtype: Any = "float32", layout: Any = None) -> Any:
    """Ones."""
    wanted = plain(shape)
    if not has_size(wanted):
        return np.ones(_bounded(b, wanted), dtype_name(dtype)).tolist()
    return b.op("Add", zeros_of(b, wanted, dtype_name(dtype)), 1)


@family.on("range", raw="Range")
def range_(b: Build, start: Any, limit: Any = None, delta: Any = 1, dtype: Any = None) -> Any:
    """Numbers one after the other; how many may be the size of an axis."""
    start, limit = (0, start) if limit is None else (start, limit)
    if has_size([limit]) and limit.factor == 1 and len(limit.axes) == 1:
        ref, axis = limit.axes[0]
        others = [other for other in range(b.rank(ref)) if other != axis]
        count = b.op("Cast", b.op("OnesLike", ref), dtype="int32")
        count = b.op("Cumsum", b.op("Max", count, axis=others) if others else count, axis=0)
        numbers = b.op("Subtract", count, 1)
        numbers = numbers if delta == 1 else b.op("Multiply", numbers, b.known(delta))
        numbers = numbers if start == 0 else b.op("Add", numbers, b.known(start))
        return numbers if dtype is None else b.cast(numbers, dtype_name(dtype))
    start, limit, delta = b.known(start), b.known(limit), b.known(delta)
    b.count(int(abs((limit - start) / delta)))
    return np.arange(start, limit, delta).tolist()


@family.on("eye")
def eye(b: Build, num_rows: Any, num_columns: Any = None, batch_shape: Any = None, dtype: Any = "float32") -> Any:
    """The identity matrix, for each of the batch where one is asked for."""
    rows = b.count(num_rows)
    columns = rows if num_columns is None else b.count(num_columns)
    b.count(rows * columns)
    matrix = np.eye(rows, columns).astype(dtype_name(dtype)).tolist()
    if batch_shape is None:
        return matrix
    shape = [*plain(batch_shape), rows, columns]
    return b.op("Add", zeros_of(b, shape, dtype_name(dtype)), b.operand(matrix, dtype=dtype_name(dtype)))


@family.on("convert_to_tensor", "constant")
def convert_to_tensor(b: Build, value: Any, dtype: Any = None, dtype_hint: Any = None, shape: Any = None) -> Any:
    """What is a tensor already."""
    return value if dtype is None else b.cast(b.operand(value), dtype_name(dtype))


@family.on("ensure_shape")
def ensure_shape(b: Build, x: Any, shape: Any) -> Any:
    """The same tensor."""
    return x


family.refuse("it makes a range of floating numbers", "linspace", "compat.v1.linspace")
