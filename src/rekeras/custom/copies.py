"""Tensors that a file holds twice: Keras 2.12 to 2.15 saved a variable with every layer that kept it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rekeras.archive import Leftover
from rekeras.custom.entries import Made, Stored


def without_copies(stored: Sequence[Stored], made: Sequence[Made]) -> tuple[list[Stored], tuple[Leftover, ...]] | None:
    """What the file has without the second copies; None where it is not copies that are too many.

    Args:
        stored: What the file has, by place.
        made: What the code makes; a tensor at one of its places is no copy.
    """
    places = {one.place for one in made}
    there = [one for one in stored if one.name in places]
    more = [one for one in stored if one.name not in places]
    if len(there) != len(made) or not more:
        return None
    copies = []
    for one in more:
        original = next((other for other in there if _is_copy(one, other)), None)
        if original is None:
            return None
        copies.append(Leftover(one.tensor, f"a second copy of {original.name}, which two layers shared"))
    return there, tuple(copies)


def _is_copy(one: Stored, other: Stored) -> bool:
    """Whether the numbers are the same; where they are all one number, that says nothing."""
    if one.tensor.shape != other.tensor.shape or one.tensor.size < 2:
        return False
    numbers = one.tensor.read()
    return bool(np.array_equal(numbers, other.tensor.read())) and not bool(np.all(numbers == numbers.reshape(-1)[0]))
