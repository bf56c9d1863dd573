from __future__ import annotations

import json
from typing import Any

import pytest

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.records import Severity
from rekeras.rules.lambda_layer import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE
from tests.zoo import ZOO

CODES = json.loads((ZOO / "code" / "marshalled.json").read_bytes())["3.6"]


def function(name: str, **config: Any) -> Layer:
    return Layer("Lambda", "code", {"function": [CODES[name], None, None], "function_type": "lambda", **config})


def functional(layer: Layer) -> Layer:
    layers = (Layer("InputLayer", "x", {"batch_shape": [None, 4]}), layer)
    return Layer("Functional", "model", layers=layers, graph=Graph((Call("code", 0, (X,)),), X, TensorRef("code")))


X = TensorRef("x")


def test_code_becomes_operations() -> None:
    model, changes, findings = apply_rule(rule, functional(function("scaled")), SOURCE)
    assert [layer.class_name for layer in model.layers] == ["InputLayer", "Multiply"]
    assert changes
    assert not findings


def test_in_sequential_it_becomes_a_model() -> None:
    layers = (Layer("InputLayer", "x", {"batch_shape": [None, 4]}), function("scaled"))
    model, _changes, findings = apply_rule(rule, Layer("Sequential", "model", layers=layers), SOURCE)
    assert not findings
    inner = model.layers[1]
    assert (inner.class_name, inner.name) == ("Functional", "code")
    assert [layer.class_name for layer in inner.layers] == ["InputLayer", "Multiply"]


def test_in_a_wrapper_it_becomes_a_model() -> None:
    wrapper = Layer("TimeDistributed", "code", parts={"layer": function("scaled")})
    model = functional(wrapper)
    model = model.map_children(
        lambda _place, child: child.with_config({"batch_shape": [None, 5, 4]}) if child.name == "x" else child
    )
    model, _changes, findings = apply_rule(rule, model, SOURCE)
    assert not findings
    assert model.layers[1].parts["layer"].class_name == "Functional"


def test_what_cannot_be_translated_is_refused_with_its_source() -> None:
    model, _changes, findings = apply_rule(rule, functional(function("methods")), SOURCE)
    assert [finding.severity for finding in findings] == [Severity.REFUSAL]
    assert "x.upper()" in findings[0].found
    assert model.layers[1].class_name == "Lambda"


def test_damaged_code_is_refused() -> None:
    damaged = Layer("Lambda", "code", {"function": [CODES["identity"][:40], None, None]})
    _model, _changes, findings = apply_rule(rule, functional(damaged), SOURCE)
    assert [finding.severity for finding in findings] == [Severity.REFUSAL]


def test_code_that_reaches_beyond_numbers_is_reported() -> None:
    _model, _changes, findings = apply_rule(rule, functional(function("reaching")), SOURCE)
    assert {finding.code for finding in findings} >= {"unsafe_code"}
    assert any("os, system" in finding.found for finding in findings)


@pytest.mark.parametrize("config", [{"text": "((", "function": "f"}, {"text": "f = lambda t: t", "function": "f"}, {}])
def test_a_file_cannot_pretend_that_a_person_gave_its_function(config: dict[str, str]) -> None:
    written = {"class_name": "__rekeras_source__", "config": config}
    _model, _changes, findings = apply_rule(rule, functional(Layer("Lambda", "code", {"function": written})), SOURCE)
    assert [finding.severity for finding in findings] == [Severity.REFUSAL]


def test_models_without_code_are_left_alone() -> None:
    model = functional(Layer("Dense", "code", {"units": 2}))
    assert apply_rule(rule, model, SOURCE) == (model, (), ())
