from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.addons_activation_layers import rule
from tests.rule_cases import check_noop, check_refused, layer, masked, sequential, upgraded


def addons(class_name: str, weights: dict[str, tuple[int, ...]] | None = None, **config: Any) -> Layer:
    return replace(layer(class_name, "own", weights, **config), package="Addons")


def on(shape: list[int | None], one: Layer) -> Layer:
    return sequential(layer("InputLayer", "x", batch_shape=shape, dtype="float32"), one)


CASES = [
    (addons("GELU", approximate=False), ["Activation"]),
    (addons("GELU"), ["Multiply", "Rescaling", "Rescaling", "Add", "Activation", "Multiply"]),
    (addons("Snake", {"Variable": ()}), ["Rescaling", "Cos", "Rescaling", "Add"]),
    (addons("Sparsemax"), ["Rescaling", "Sort", "EinsumDense", "Max", "Subtract", "ReLU"]),
    (addons("TLU", {"tau": (4, 5)}), ["EinsumDense", "Maximum"]),
    (addons("TLU", {"tau": (4, 5), "alpha": (4, 5)}, affine=True), ["EinsumDense", "Maximum"]),
]


@pytest.mark.parametrize(("before", "classes"), CASES)
def test_writes_out(before: Layer, classes: list[str]) -> None:
    after = upgraded(on([None, 4, 5], before), rule).layers[1]
    assert after.name == "own"
    assert [one.class_name for one in after.layers[1:] or (after,)] == classes


def test_sparsemax_along_another_axis_moves_it_behind() -> None:
    after = upgraded(on([None, 4, 5], addons("Sparsemax", axis=1)), rule).layers[1]
    assert [one.config["dims"] for one in after.layers if one.class_name == "Permute"] == [[2, 1], [2, 1]]


@pytest.mark.parametrize("before", [addons("GELU"), addons("Sparsemax"), addons("TLU", {"tau": (4,)}), addons("Snake")])
def test_refuses_unknown_shapes(before: Layer) -> None:
    check_refused(before, rule, "size_unknown")


@pytest.mark.parametrize("class_name", ["GELU", "Snake", "Sparsemax", "TLU"])
def test_leaves_namesakes_alone(class_name: str) -> None:
    check_noop(on([None, 5], replace(addons(class_name), package="my_layers")), rule)


def test_sparsemax_along_time_refuses_masks() -> None:
    check_refused(masked(addons("Sparsemax", axis=1)), rule, "masked_input")
