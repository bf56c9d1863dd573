"""Sizes of axes as a graph computes with them: ``tf.shape(x)[0] * 4``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rekeras.archive import TensorRef
from rekeras.lexicon._reasons import Untranslatable

Axis = tuple[TensorRef, int]


@dataclass(frozen=True)
class Size:
    """A number that depends on the size of an axis which the model leaves open.

    Attributes:
        factor: What the sizes of the axes are multiplied with.
        axes: The axes; the same may stand there twice.
        dtype: What it was cast to, where it was.
    """

    factor: int
    axes: tuple[Axis, ...]
    dtype: str = "int32"


Number = int | float | bool | Size


def times(left: Number, right: Number) -> Number:
    """The product."""
    if not isinstance(left, Size) and not isinstance(right, Size):
        return left * right
    (factor, axes), (other, others) = _parts(left), _parts(right)
    return Size(factor * other, tuple(sorted((*axes, *others), key=str)))


def divided(left: Number, right: Number) -> Number:
    """The quotient in whole numbers.

    Raises:
        Untranslatable: It is not known without the size.
    """
    if not isinstance(left, Size) and not isinstance(right, Size):
        return left // right
    (factor, axes), (other, others) = _parts(left), _parts(right)
    rest = list(axes)
    for axis in others:
        if axis not in rest:
            raise Untranslatable("it divides by the size of an axis that the model leaves open")
        rest.remove(axis)
    if other == 0 or factor % other:
        raise Untranslatable("it divides the size of an axis that the model leaves open")
    return Size(factor // other, tuple(rest)) if rest else factor // other


def _parts(number: Number) -> tuple[int, tuple[Axis, ...]]:
    if isinstance(number, Size):
        return number.factor, number.axes
    if isinstance(number, float) and not number.is_integer():
        raise Untranslatable("it multiplies the size of an axis that the model leaves open with a fraction")
    return int(number), ()


def has_size(value: Any) -> bool:
    """Whether an open size stands somewhere in nested lists."""
    if isinstance(value, list | tuple):
        return any(map(has_size, value))
    return isinstance(value, Size)


def plain(value: Any) -> Any:
    """Arrays and numbers of NumPy as lists and numbers of Python."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
