from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import ArrayTensor
from rekeras.custom.copies import without_copies
from rekeras.custom.entries import Made, Stored

MADE = [Made("l/bias", "bias", "vars/0", (2,))]


def stored(name: str, *numbers: float) -> Stored:
    return Stored(name, ArrayTensor(np.array(numbers, "float32"), (name,)))


def test_drops_a_second_copy_and_says_of_what() -> None:
    found = without_copies([stored("inner/vars/0", 1, 2), stored("vars/0", 1, 2)], MADE)
    assert found is not None
    kept, (copy,) = found
    assert [one.name for one in kept] == ["vars/0"]
    assert copy.tensor.origins == ("inner/vars/0",)
    assert copy.reason == "a second copy of vars/0, which two layers shared"


@pytest.mark.parametrize("more", [(1.0, 3.0), (1.0, 2.0, 3.0)])
def test_other_numbers_are_no_copy(more: tuple[float, ...]) -> None:
    assert without_copies([stored("inner/vars/0", *more), stored("vars/0", 1, 2)], MADE) is None


def test_constants_are_not_told_apart() -> None:
    assert without_copies([stored("inner/vars/0", 0, 0), stored("vars/0", 0, 0)], MADE) is None


def test_leaves_alone_what_has_no_more() -> None:
    assert without_copies([stored("vars/0", 1, 2)], MADE) is None
