"""What operations are called on: tensors, numbers, and arrays as configs hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rekeras.layers._description import UNKNOWN, Inputs, Shape, ShapeError, Spec

INTEGERS = ("bool", "uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64")


def operand(value: Any) -> Spec | None:
    """What is known of an operand; None for a plain number, which takes the dtype of the tensors beside it."""
    if isinstance(value, Spec):
        return value
    if isinstance(value, Mapping) and value.get("class_name") == "__numpy__":
        return Spec(shape_of(value["config"]["value"]), value["config"]["dtype"])
    return None


def shape_of(value: Any) -> tuple[int, ...]:
    """The shape of nested lists of numbers."""
    return (len(value), *(shape_of(value[0]) if value else ())) if isinstance(value, list | tuple) else ()


def operands(inputs: Inputs) -> tuple[Spec, ...]:
    """The operands that are tensors or arrays."""
    return tuple(spec for spec in map(operand, inputs.args) if spec is not None)


def first(inputs: Inputs) -> Spec:
    """The first operand."""
    given = operand(inputs.args[0]) if inputs.args else None
    return given or UNKNOWN


def broadcast(shapes: Sequence[Shape]) -> Shape:
    """The shape of tensors of these shapes together, as NumPy does it.

    Raises:
        ShapeError: They do not fit.
    """
    result: tuple[int | None, ...] = ()
    for shape in shapes:
        if shape is None:
            return None
        rank = max(len(result), len(shape))
        left, right = ((1,) * (rank - len(one)) + one for one in (result, shape))
        result = tuple(_together(a, b, shapes) for a, b in zip(left, right, strict=True))
    return result


def _together(left: int | None, right: int | None, shapes: Sequence[Shape]) -> int | None:
    if left == 1 or right == 1:
        return right if left == 1 else left
    if left is not None and right is not None and left != right:
        raise ShapeError(f"shapes do not fit together: {', '.join(map(str, shapes))}")
    return right if left is None else left


def axis_of(axis: Any, rank: int) -> int:
    """An axis counted from the front.

    Raises:
        ShapeError: There is none of that number.
    """
    if not isinstance(axis, int) or not -rank <= axis < rank:
        raise ShapeError(f"has no axis {axis}: it has {rank}")
    return axis % rank


def axes_of(axis: Any, rank: int) -> tuple[int, ...]:
    """Axes counted from the front; all of them for None."""
    if axis is None:
        return tuple(range(rank))
    return tuple(axis_of(one, rank) for one in (axis if isinstance(axis, list | tuple) else (axis,)))


def product(sizes: Sequence[int | None]) -> int | None:
    """How many numbers there are; None where a size is unknown."""
    result = 1
    for size in sizes:
        if size is None:
            return None
        result *= size
    return result


def as_float(dtype: str) -> str:
    """The dtype in which functions like ``exp`` give their result."""
    return "float32" if dtype in INTEGERS else dtype
