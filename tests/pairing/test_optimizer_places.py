from __future__ import annotations

from rekeras.pairing.optimizer_places import optimizer_places
from tests.archives import tensor


def test_the_order_is_that_of_numbers() -> None:
    tensors = {f"optimizer/vars/{number}": tensor(2) for number in (10, 2, 0)} | {"layers/dense/vars/0": tensor(2)}
    assert [one.name for one in optimizer_places(tensors)] == [f"optimizer/vars/{number}" for number in (0, 2, 10)]


def test_an_optimizer_that_scales_the_loss_has_them_once() -> None:
    inner = {f"optimizer/inner_optimizer/vars/{number}": tensor(2) for number in (0, 1)}
    assert [one.name for one in optimizer_places(inner)] == list(inner)
    assert [one.name for one in optimizer_places({**inner, "optimizer/vars/0": tensor(2)})] == ["optimizer/vars/0"]


def test_none_where_there_is_none() -> None:
    assert optimizer_places({"layers/dense/vars/0": tensor(2), "optimizer/vars/name": tensor(2)}) == ()
