from __future__ import annotations

from dataclasses import replace

import pytest

from rekeras.archive import Layer
from rekeras.rules.addons_poincare_normalize import rule
from tests.rule_cases import check_noop, check_refused, layer, masked, sequential, upgraded


def model(axis: object, size: int | None = 4) -> Layer:
    own = replace(layer("PoincareNormalize", "own", axis=axis, epsilon=0.1), package="Addons")
    return sequential(layer("InputLayer", "x", batch_shape=[None, size, 5], dtype="float32"), own)


@pytest.mark.parametrize(
    ("axis", "equation", "kernel"),
    [(1, "abc,bB->aBc", (4, 4)), (-1, "abc,cC->abC", (5, 5)), ([1, 2], "abc,bcBC->aBC", (4, 5, 4, 5))],
)
def test_bounds_the_length(axis: object, equation: str, kernel: tuple[int, ...]) -> None:
    inner = upgraded(model(axis), rule).layers[1].layers[1:]
    assert [one.class_name for one in inner] == ["UnitNormalization", "Multiply", "EinsumDense", "ReLU", "Multiply"]
    assert (inner[2].config["equation"], inner[2].weights["kernel"].shape) == (equation, kernel)
    assert inner[3].config["max_value"] == 0.9


def test_refuses_unknown_sizes() -> None:
    check_refused(model(1, None), rule, "size_unknown")


def test_leaves_namesakes_alone() -> None:
    check_noop(layer("PoincareNormalize", axis=1), rule)


def test_refuses_masks() -> None:
    check_refused(masked(model(1).layers[1]), rule, "masked_input")
