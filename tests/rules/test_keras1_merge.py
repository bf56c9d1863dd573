from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.rules.keras1_merge import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer, source

KERAS_1 = source("1.2.2")


def model(merge: Layer, *shapes: list[int | None]) -> Layer:
    inputs = [layer("InputLayer", f"x{index}", batch_shape=shape) for index, shape in enumerate(shapes)]
    refs = [TensorRef(one.name) for one in inputs]
    graph = Graph((Call("merge", 0, (refs,)),), refs, TensorRef("merge"))
    return Layer("Functional", "model", layers=(*inputs, replace(merge, name="merge")), graph=graph)


@pytest.mark.parametrize(
    ("config", "class_name", "after"),
    [
        ({"mode": "sum"}, "Add", {}),
        ({"mode": "mul", "mode_type": "raw", "output_shape": None}, "Multiply", {}),
        ({"mode": "ave"}, "Average", {}),
        ({"mode": "max"}, "Maximum", {}),
        ({"mode": "concat", "concat_axis": 1}, "Concatenate", {"axis": 1}),
        ({"mode": "dot", "dot_axes": [1, 2]}, "Dot", {"axes": [1, 2], "normalize": False}),
    ],
)
def test_becomes_the_layer_of_its_mode(config: dict[str, Any], class_name: str, after: dict[str, Any]) -> None:
    check_upgraded(layer("Merge", **config), layer(class_name, **after), rule, KERAS_1)


def test_cosine_has_a_further_axis() -> None:
    before = model(layer("Merge", mode="cos", dot_axes=1), [None, 4], [None, 4])
    after, _changes, findings = apply_rule(rule, before, KERAS_1)
    assert not findings
    product, further = after.layers[-1].layers[2:]
    assert (product.class_name, product.config) == ("Dot", {"axes": 1, "normalize": True})
    assert further.config == {"target_shape": [1, 1]}


def test_leaves_other_layers_alone() -> None:
    check_noop(layer("Concatenate", axis=1), rule, KERAS_1)


def test_refuses_a_function_of_the_author() -> None:
    check_refused(layer("Merge", mode="mine", mode_type="lambda"), rule, "merge_mode", KERAS_1)


def test_refuses_the_cosine_of_sequences() -> None:
    check_refused(model(layer("Merge", mode="cos"), [None, 3, 4], [None, 3, 4]), rule, "merge_mode", KERAS_1)
