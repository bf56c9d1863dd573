"""Tensors put together and taken apart."""

from __future__ import annotations

from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable

family = Family()


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
