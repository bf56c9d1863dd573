from __future__ import annotations

import pytest

from rekeras.describe import describe
from rekeras.layers._description import Variable
from rekeras.pairing.wanted import Wanted, with_wanted
from tests.archives import dense, input_layer, sequential, tensor


def test_every_layer_wants_its_variables() -> None:
    model = sequential(input_layer("x", 3), dense("d", 9, 9))
    wanted = with_wanted(model, describe(model)[0]).layers[1].weights
    assert {name: one.shape for name, one in wanted.items()} == {"kernel": (3, 9), "bias": (9,)}
    with pytest.raises(AssertionError):
        wanted["kernel"].read()


def test_unknown_sizes_fit_any() -> None:
    wanted = Wanted(Variable("kernel", (None, 4)))
    assert wanted.fits(tensor(7, 4))
    assert not wanted.fits(tensor(4, 7))
    assert not wanted.fits(tensor(4))
    assert Wanted(Variable("kernel", None)).fits(tensor(1, 2, 3))


def test_those_that_training_changes_come_first() -> None:
    model = sequential(input_layer("x", 3), dense("d", 3, 2))
    description = describe(model)[0]
    frozen = description.children["d"].variables
    assert [variable.name for variable in frozen] == ["kernel", "bias"]
    assert list(with_wanted(model, description).layers[1].weights) == ["kernel", "bias"]
