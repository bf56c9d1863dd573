from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rekeras.archive import ArrayTensor, MappedTensor, Tensor
from rekeras.training.carrying import entangled, leaves, substituted
from tests.archives import tensor

KERNEL, OTHER = tensor(3, 4, seed=1), tensor(3, 4, seed=2)


def mapped(function: Callable[..., np.ndarray], *sources: Tensor) -> MappedTensor:
    found = np.asarray(function(*(source.read() for source in sources)))
    return MappedTensor(sources, function, found.shape, "float32")


def reasons(*results: Tensor) -> list[str]:
    sources: dict[int, Tensor] = {id(KERNEL): KERNEL, id(OTHER): OTHER}
    return [one.reason for one in entangled({id(result): result for result in results}, sources)]


def test_a_state_takes_the_way_of_its_weights() -> None:
    slots = [tensor(3, 4, seed=5), tensor(3, 4, seed=6)]
    turned = mapped(np.transpose, mapped(lambda one, two: np.concatenate([one, two], axis=1), KERNEL, OTHER))
    made = substituted(turned, {id(KERNEL): slots[0], id(OTHER): slots[1]})
    assert made is not None
    np.testing.assert_array_equal(made.read(), np.concatenate([one.read() for one in slots], axis=1).T)
    assert set(made.origins) == {origin for one in slots for origin in one.origins}
    assert list(leaves(turned)) == [KERNEL, OTHER]


def test_a_state_of_another_dtype_stays_as_exact_as_it_is() -> None:
    made = substituted(mapped(np.flip, KERNEL), {id(KERNEL): ArrayTensor(np.full((3, 4), 1 / 3))})
    assert made is not None
    assert made.read()[0, 0] == 1 / 3


def test_what_has_no_state_gives_none() -> None:
    assert substituted(KERNEL, {}) is None
    assert substituted(mapped(np.add, KERNEL, OTHER), {id(KERNEL): KERNEL}) is None


@pytest.mark.parametrize(
    "function", [np.flip, np.transpose, lambda array: array.reshape(2, 6), lambda array: array[1:], lambda array: array]
)
def test_numbers_may_move(function: Callable[..., np.ndarray]) -> None:
    assert reasons(mapped(function, KERNEL)) == []


def test_variables_may_be_split_and_joined() -> None:
    halves = [mapped(lambda array, at=at: array[:, at : at + 2], KERNEL) for at in (0, 2)]
    assert reasons(*halves, OTHER) == []
    assert reasons(mapped(lambda one, two: np.stack([one, two]), KERNEL, OTHER)) == []


@pytest.mark.parametrize("function", [lambda array: array * 1.2, lambda array: array + 1, np.negative])
def test_numbers_must_not_change(function: Callable[..., np.ndarray]) -> None:
    assert reasons(mapped(function, KERNEL)) == ["is made of trained variables by more than moving numbers"]


def test_numbers_must_not_be_added_up_or_shared() -> None:
    assert len(reasons(mapped(np.add, KERNEL, OTHER))) == 1
    shared = "shares numbers of a trained variable with other places"
    assert reasons(mapped(lambda array: np.stack([array, array]), KERNEL)) == [shared]
    assert reasons(mapped(np.flip, KERNEL), mapped(np.transpose, KERNEL)) == [shared]


def test_nothing_may_be_made_of_what_was_not_trained() -> None:
    frozen = tensor(3, 4, seed=9)
    joined = mapped(lambda one, two: np.stack([one, two]), KERNEL, frozen)
    assert reasons(joined) == ["is not made of trained variables alone"]
    assert reasons(ArrayTensor(np.ones(3))) == ["is not made of trained variables alone"]
