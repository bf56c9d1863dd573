from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.addons_maxout import rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, upgraded


def model(shape: list[int | None], **config: Any) -> Layer:
    own = replace(layer("Maxout", "own", **config), package="Addons")
    return sequential(layer("InputLayer", "x", batch_shape=shape, dtype="float32"), own)


@pytest.mark.parametrize(("axis", "shape"), [(-1, [4, 5, 3]), (1, [3, 5, 6]), (2, [4, 3, 6])])
def test_compares_numbers_that_stand_apart(axis: int, shape: list[int]) -> None:
    sizes = [size if place != axis % 4 - 1 else 6 for place, size in enumerate(shape)]
    after = upgraded(model([None, *sizes], num_units=3, axis=axis), rule).layers[1]
    assert [one.class_name for one in after.layers[1:]] == [
        *("Reshape", "Permute", "Reshape", "GlobalMaxPooling1D", "Reshape")
    ]
    assert after.layers[-1].config["target_shape"] == shape


def test_refuses_unknown_sizes() -> None:
    check_refused(model([None, None, 6], num_units=3), rule, "size_unknown")


def test_leaves_namesakes_alone() -> None:
    check_noop(sequential(layer("Maxout", num_units=3)), rule)
