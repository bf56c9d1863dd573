from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.keras3 import conformity
from rekeras.keras3.objects import written
from rekeras.records import Finding, Severity
from tests.rule_cases import SOURCE, layer

DENSE = {
    "units": 3,
    "activation": "relu",
    "use_bias": True,
    "kernel_initializer": written("keras.initializers", "GlorotUniform", {"seed": None}),
    "bias_initializer": "zeros",
    "kernel_regularizer": None,
    "bias_regularizer": None,
    "kernel_constraint": None,
    "bias_constraint": None,
}


def dense(**changes: Any) -> Layer:
    return Layer("Dense", "dense", DENSE | changes)


def findings(model: Layer) -> tuple[Finding, ...]:
    return conformity.findings(model, SOURCE)


def only(model: Layer) -> Finding:
    (finding,) = findings(model)
    assert finding.severity is Severity.REFUSAL
    assert finding.advice
    return finding


def test_keras_3_passes() -> None:
    assert not findings(dense())
    assert not findings(Layer("Sequential", "model", {"trainable": True}, layers=(dense(),)))


@pytest.mark.parametrize(
    ("changes", "code", "named"),
    [
        ({"batch_input_shape": [None, 4]}, "unknown_key", "batch_input_shape=[None, 4]"),
        ({"activation": "my_activation"}, "unknown_activation", "my_activation"),
        ({"activation": {"class_name": "MyLayer", "config": {}}}, "unknown_activation", "MyLayer"),
        ({"bias_initializer": {"class_name": "MyInit", "config": {}}}, "unknown_object", "MyInit"),
        ({"bias_initializer": written("keras.initializers", "Zeros", {"dtype": "float32"})}, "unknown_object", "dtype"),
        ({"kernel_constraint": "my_constraint"}, "unknown_object", "my_constraint"),
    ],
)
def test_names_key_and_value(changes: dict[str, Any], code: str, named: str) -> None:
    finding = only(dense(**changes))
    assert (finding.code, finding.where) == (code, "(model)")
    assert named in finding.found


@pytest.mark.parametrize("key", ["use_bias", "kernel_initializer", "activation"])
def test_absence_whose_meaning_is_not_known(key: str) -> None:
    assert key in only(dense().with_config(drop=(key,))).found


def test_a_required_key_is_missing() -> None:
    assert only(dense().with_config(drop=("units",))).code == "missing_key"


@pytest.mark.parametrize(
    ("stranger", "named"),
    [
        (layer("DenseFeatures"), "feature_column"),
        (layer("KerasLayer"), "tensorflow_hub"),
        (replace(layer("GELU"), package="Addons"), "tensorflow_addons"),
        (layer("TFBertMainLayer"), "transformers"),
        (replace(layer("MyLayer"), package="my_package"), "MyLayer of my_package"),
        (replace(layer("Dense"), package="my_package"), "Dense of my_package"),
    ],
)
def test_names_where_an_unknown_class_comes_from(stranger: Layer, named: str) -> None:
    finding = only(Layer("Sequential", "model", layers=(stranger,)))
    assert (finding.code, finding.where) == ("unknown_layer", "layer")
    assert named in finding.found


def test_finds_everything_at_every_depth() -> None:
    inner = Layer("Sequential", "inner", layers=(layer("A", "a"), dense(strange=1)))
    wrapper = Layer("TimeDistributed", "td", parts={"layer": layer("B", "b")})
    found = findings(Layer("Sequential", "model", layers=(inner, wrapper)))
    assert [finding.where for finding in found] == ["inner / a", "inner / dense", "td / layer"]


def test_unknown_arguments_of_calls() -> None:
    def called(**kwargs: Any) -> Layer:
        x = TensorRef("x")
        layers = (Layer("InputLayer", "x", {"batch_shape": [None, 4]}), dense())
        graph = Graph((Call("dense", 0, (x,), kwargs),), x, TensorRef("dense"))
        return Layer("Functional", "model", layers=layers, graph=graph)

    assert not findings(called(training=False))
    assert "constants" in only(called(constants=[TensorRef("x")])).found


def test_a_call_on_numbers() -> None:
    x = TensorRef("x")

    def added(argument: list[Any]) -> Layer:
        layers = (Layer("InputLayer", "x", {"batch_shape": [None, 2]}), layer("Add", "add"))
        return Layer("Functional", "model", layers=layers, graph=Graph((Call("add", 0, (argument,)),), x, x))

    assert not findings(added([x, [[0.5, 1.5]]]))
    assert only(added([[[0.5, 1.5]], [[2.0, 1.0]]])).code == "constant_input"
