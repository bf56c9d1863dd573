from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rekeras.archive import ArrayTensor, Layer, Tensor
from rekeras.containers.object_graph import ObjectGraph, TrackedObject
from rekeras.describe import describe
from rekeras.pairing.by_object import pair_objects
from rekeras.pairing.model import Paired
from rekeras.pairing.object_reasons import UNKNOWN
from rekeras.pairing.objects import locate
from tests.archives import sequential

DENSE = Layer("Dense", "dense", {"units": 2, "use_bias": True, "batch_input_shape": [None, 3]})
OBJECTS: list[dict[str, Any]] = [
    {"layer-0": 1, "variables": 4, "optimizer": 5},
    {"kernel": 2, "bias": 3},
    {"key": "kernel"},
    {"key": "bias"},
    {"0": 2, "1": 3},
    {"iter": 6},
    {"key": "iterations"},
]
SHAPES = {"kernel": (3, 2), "bias": (2,), "iterations": ()}


def tensors(shapes: dict[str, tuple[int, ...]]) -> dict[str, Tensor]:
    return {key: ArrayTensor(np.zeros(shape, "float32"), (key,)) for key, shape in shapes.items()}


def pair(model: Layer, objects: list[dict[str, Any]], shapes: dict[str, tuple[int, ...]]) -> Paired:
    graph = ObjectGraph(
        tuple(
            TrackedObject(
                {name: child for name, child in each.items() if name != "key"},
                {"VARIABLE_VALUE": each["key"]} if "key" in each else {},
            )
            for each in objects
        )
    )
    return pair_objects(model, describe(model)[0], locate(model, graph, {}), graph, tensors(shapes))


def test_gives_each_layer_its_variables() -> None:
    paired = pair(sequential(DENSE), OBJECTS, SHAPES)
    assert {name: tensor.origins for name, tensor in paired.model.layers[0].weights.items()} == {
        "kernel": ("kernel",),
        "bias": ("bias",),
    }
    assert paired.findings == ()
    assert [(one.tensor.origins, one.slot) for one in paired.state] == [(("iterations",), "iter")]
    assert paired.leftovers == ()


def test_a_variable_that_no_layer_has_is_left_over() -> None:
    objects = [*OBJECTS[:1], OBJECTS[1] | {"gamma": 7}, *OBJECTS[2:], {"key": "gamma"}]
    paired = pair(sequential(DENSE), objects, SHAPES | {"gamma": (2,)})
    assert [one.reason for one in paired.leftovers if one.tensor.origins == ("gamma",)] == [UNKNOWN]


@pytest.mark.parametrize(
    ("shapes", "code", "found"),
    [
        (SHAPES | {"kernel": (2, 3)}, "weights_disagree", "the file has kernel (2, 3), bias (2,)"),
        ({"kernel": (3, 2)}, "weights_disagree", "the file has kernel (3, 2)"),
        ({}, "weights_missing", "the file has none of its variables; its object holds kernel, bias"),
    ],
)
def test_refuses_what_does_not_fit(shapes: dict[str, tuple[int, ...]], code: str, found: str) -> None:
    paired = pair(sequential(DENSE), OBJECTS, shapes)
    (finding,) = paired.findings
    assert (finding.code, finding.where, finding.found) == (code, "dense", f"Dense: {found}")
    assert paired.model.layers[0].weights == {}


def test_refuses_layers_that_are_not_there() -> None:
    paired = pair(sequential(replace(DENSE, name="other"), DENSE), OBJECTS, SHAPES)
    assert (paired.findings[0].code, paired.findings[0].where) == ("weights_disagree", "(model)")
    assert all("no such layer" in one.found for one in paired.findings[1:])


def test_a_class_that_nobody_knows_gets_everything_below_it() -> None:
    own = Layer("Own", "own", {"units": 3}, package="mine")
    objects: list[dict[str, Any]] = [
        {"layer-0": 1},
        {"w": 2, "inner": 3, "keras_api": 5},
        {"key": "a"},
        {"w": 4},
        {"key": "b"},
    ]
    paired = pair(sequential(own), [*objects, {"w": 6}, {"key": "c"}], {"a": (1,), "b": (2,), "c": (3,)})
    assert set(paired.model.layers[0].weights) == {"w", "inner/w"}
    assert paired.findings == ()
