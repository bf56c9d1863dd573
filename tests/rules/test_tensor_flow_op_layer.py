"""The zoo has models of TensorFlow 2.0 and 2.3; here is what the files say that is not as usual."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Call, Layer
from rekeras.rules.tensor_flow_op_layer import rule
from rekeras.upgrade import apply_rule
from tests.archives import functional, input_layer, ref
from tests.rule_cases import SOURCE


def model(op: str, inputs: int, constants: dict[str, Any] | None = None, /, **attributes: Any) -> Layer:
    node = {"name": op, "op": op, "input": [f"i{number}" for number in range(inputs)], "attr": attributes}
    layer = Layer("TensorFlowOpLayer", "o", {"node_def": node, "constants": constants or {}})
    tensors = [ref("x")] * (inputs - len(constants or {}))
    call = Call("o", 0, (tensors if len(tensors) > 1 else tensors[0],))
    return functional([input_layer("x", 4, 3), layer], [call], "x", "o")


def made(before: Layer) -> Call:
    """The last call of what the rule makes."""
    upgraded, _changes, findings = apply_rule(rule, before, SOURCE)
    assert not findings
    assert upgraded.graph is not None
    return upgraded.graph.calls[-1]


def test_constants_stand_where_the_node_has_them() -> None:
    assert made(model("Sub", 2, {"0": 1.5})).args == (1.5, ref("x"))
    assert made(model("Sub", 2, {"1": 1.5}, T={"type": "DT_FLOAT"})).args == (ref("x"), 1.5)
    assert made(model("Mul", 2)).args == (ref("x"), ref("x"))


def test_attributes_are_numbers_and_texts() -> None:
    upgraded = apply_rule(rule, model("Sum", 2, {"1": [-1]}, keep_dims={"b": True}, Tidx={"type": "DT_INT32"}), SOURCE)[
        0
    ]
    assert upgraded.layers[-1].config == {"axis": 2, "keepdims": True}
    padded = apply_rule(
        rule, model("MirrorPad", 2, {"1": [[0, 0], [1, 0], [0, 0]]}, mode={"s": "UkVGTEVDVA=="}), SOURCE
    )[0]
    assert padded.layers[-1].class_name == "Take"


def test_an_end_that_is_infinite_is_none() -> None:
    clipped = apply_rule(rule, model("Minimum", 2, {"1": float("inf")}), SOURCE)[0]
    assert clipped.graph is not None
    assert clipped.graph.outputs == ref("x")
    (finding,) = apply_rule(rule, model("Mul", 2, {"1": float("inf")}), SOURCE)[2]
    assert "infinite" in finding.found


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (model("MadeUp", 1), "does not know it"),
        (model("Relu", 1, what={"func": {}}), "an attribute of its node"),
        (model("Relu", 1, what={"i": "3"}), "what=3"),
        (model("RandomUniform", 1), "rekeras does not know it"),
    ],
)
def test_what_is_not_understood_is_refused(before: Layer, reason: str) -> None:
    (finding,) = apply_rule(rule, before, SOURCE)[2]
    assert finding.code == "untranslated_operation"
    assert reason in finding.found


def test_a_node_that_is_none_is_refused() -> None:
    layer = Layer("TensorFlowOpLayer", "o", {"node_def": "AAAA", "constants": {}})
    before = functional([input_layer("x", 3), layer], [Call("o", 0, (ref("x"),))], "x", "o")
    (finding,) = apply_rule(rule, before, SOURCE)[2]
    assert "no node" in finding.found


def test_too_few_inputs_are_refused() -> None:
    layer = Layer("TensorFlowOpLayer", "o", {"node_def": {"op": "Add", "input": ["a", "b", "c"]}, "constants": {}})
    before = functional([input_layer("x", 3), layer], [Call("o", 0, ([ref("x"), ref("x")],))], "x", "o")
    (finding,) = apply_rule(rule, before, SOURCE)[2]
    assert "takes 3 inputs" in finding.found
