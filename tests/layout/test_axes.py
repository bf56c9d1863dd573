from __future__ import annotations

import itertools

import numpy as np
import pytest

from rekeras.layout.axes import (
    PLAIN,
    arranged,
    between,
    channels_last,
    new_place,
    over_time,
    shorter,
    spelled_out,
    under_time,
)

ARRAY = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
ORDERS = [(0, *rest) for rest in itertools.permutations((1, 2, 3))]


@pytest.mark.parametrize(("now", "wanted"), list(itertools.product(ORDERS, ORDERS)))
def test_between_brings_one_order_to_another(now: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    steps = between(shorter(now), wanted)
    assert np.array_equal(ARRAY.transpose(now).transpose(steps), ARRAY.transpose(wanted))


def test_channels_go_last() -> None:
    assert channels_last(4) == (0, 2, 3, 1)
    assert channels_last(5, in_time=True) == (0, 1, 3, 4, 2)
    assert arranged([None, 3, 8, 9], channels_last(4)) == [None, 8, 9, 3]
    assert arranged([None, 3], PLAIN) == [None, 3]


def test_an_order_that_changes_nothing_is_plain() -> None:
    assert shorter((0, 1, 2)) == PLAIN
    assert spelled_out(PLAIN, 3) == (0, 1, 2)


def test_axes_are_found_again() -> None:
    assert [new_place(channels_last(4), axis) for axis in (1, -1, -3, 2)] == [3, 2, 3, 1]
    with pytest.raises(IndexError):
        new_place(channels_last(4), 4)


def test_steps_of_a_sequence() -> None:
    assert under_time(channels_last(5, in_time=True)) == channels_last(4)
    assert over_time(channels_last(4)) == channels_last(5, in_time=True)
    assert under_time(PLAIN) == over_time(PLAIN) == PLAIN
    assert under_time(channels_last(4)) is None
