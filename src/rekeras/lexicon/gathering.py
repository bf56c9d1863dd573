"""Places of an axis by their numbers."""

from __future__ import annotations

from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable

family = Family()


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
