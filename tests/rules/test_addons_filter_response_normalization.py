from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.addons_filter_response_normalization import rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, upgraded


def model(shape: list[int | None], weights: dict[str, tuple[int, ...]], **config: Any) -> Layer:
    own = replace(layer("FilterResponseNormalization", "own", weights, **config), package="Addons")
    return sequential(layer("InputLayer", "x", batch_shape=shape, dtype="float32"), own)


WEIGHTS: dict[str, tuple[int, ...]] = {"gamma": (1, 1, 1, 3), "beta": (1, 1, 1, 3)}


def test_normalizes_the_numbers_and_their_opposites() -> None:
    inner = upgraded(model([None, 4, 5, 3], WEIGHTS, epsilon=0.1), rule).layers[1].layers[1:]
    assert [one.class_name for one in inner] == ["Rescaling", "Concatenate", "GroupNormalization", "Cropping2D"]
    assert (inner[2].config["groups"], inner[2].config["epsilon"]) == (-1, 0.1)
    assert inner[2].weights["gamma"].shape == (3,)
    assert inner[3].config["cropping"] == [[0, 4], [0, 0]]


def test_adds_the_learned_epsilon() -> None:
    before = model([None, 4, 5, 3], {"learned_epsilon": (1,), **WEIGHTS}, epsilon=0.1, learned_epsilon=True)
    learned = float(before.layers[1].weights["learned_epsilon"].read()[0])
    assert upgraded(before, rule).layers[1].layers[3].config["epsilon"] == pytest.approx(0.1 + learned)


def test_refuses_unknown_sizes_and_no_weights() -> None:
    check_refused(model([None, None, 5, 3], WEIGHTS), rule, "size_unknown")
    check_refused(model([None, 4, 5, 3], {}), rule, "size_unknown")


def test_leaves_namesakes_alone() -> None:
    check_noop(layer("FilterResponseNormalization", axis=[1, 2]), rule)
