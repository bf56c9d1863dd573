"""``keras.backend`` as Keras 1 and 2 had it: products of tensors."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable

family = Family()


@family.on_backend("dot")
def dot(b: Build, x: Any, y: Any) -> Any:
    """The last axis of x with the second last of y, for every pair."""
    axis = max(b.rank(y) - 2, 0)
    if axis == 0:
        return b.op("Matmul", b.operand(x, y), b.operand(y, x))
    return b.op("Tensordot", b.operand(x, y), b.operand(y, x), axes=[[b.rank(x) - 1], [axis]])


@family.on_backend("batch_dot")
def batch_dot(b: Build, x: Any, y: Any, axes: Any = None) -> Any:
    """The sum over one axis of each, for each of the batch."""
    mine, theirs = b.rank(x), b.rank(y)
    if axes is None:
        axes = [mine - 1, theirs - 1 if theirs == 2 else theirs - 2]
    left, right = axes if isinstance(axes, list | tuple) else (axes, axes)
    left, right = b.axis(x, left), b.axis(y, right)
    if left == 0 or right == 0 or mine + theirs > 12:
        raise Untranslatable("it sums over the batch")
    letters = iter("bcdefghijklmnopq")
    first = ["a", *("z" if axis == left else next(letters) for axis in range(1, mine))]
    second = ["a", *("z" if axis == right else next(letters) for axis in range(1, theirs))]
    rest = [letter for letter in (*first[1:], *second[1:]) if letter != "z"]
    made = b.op("Einsum", x, y, subscripts=f"{''.join(first)},{''.join(second)}->a{''.join(rest)}")
    return made if rest else b.op("ExpandDims", made, axis=1)


@family.on_backend("bias_add")
def bias_add(b: Build, x: Any, bias: Any, data_format: Any = None) -> Any:
    """A number added for each channel."""
    if data_format == "channels_first" or b.rank(bias) != 1:
        raise Untranslatable("its bias is not one number for each of the last axis")
    return b.op("Add", x, b.as_tensor(bias, x))
