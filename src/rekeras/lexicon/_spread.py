"""Tensors of shapes that the graph computes."""

from __future__ import annotations

from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Number, Size, plain


def zeros(b: Build, wanted: list[Number], dtype: str) -> TensorRef:
    """Zeros of a shape, at least one of whose sizes is open.

    Raises:
        Untranslatable: An open size is more than that of one axis.
    """
    made = None
    for place, size in enumerate(wanted):
        if not isinstance(size, Size):
            continue
        if size.factor != 1 or len(size.axes) != 1:
            raise Untranslatable("it makes a tensor whose size is computed from the sizes of the input")
        ref, axis = size.axes[0]
        others = [other for other in range(b.rank(ref)) if other != axis]
        row = b.cast(b.op("ZerosLike", ref), dtype)
        row = b.op("Max", row, axis=others) if others else row
        row = b.op("Reshape", row, newshape=[-1 if p == place else 1 for p in range(len(wanted))])
        made = row if made is None else b.op("Add", made, row)
    if made is None:
        raise Untranslatable("it makes a tensor of constants alone")
    repeats = [1 if isinstance(size, Size) else int(size) for size in wanted]
    tiled: TensorRef = made if set(repeats) == {1} else b.op("Tile", made, repeats=repeats)
    return tiled


def sizes_of(shape: Any) -> list[Number]:
    """A shape as a list; of a tensor nothing is known beforehand."""
    if isinstance(shape, TensorRef) or (
        isinstance(shape, list | tuple) and any(isinstance(s, TensorRef) for s in shape)
    ):
        raise Untranslatable("the shape is computed from the numbers of the input")
    wanted = plain(shape)
    return wanted if isinstance(wanted, list) else [wanted]
