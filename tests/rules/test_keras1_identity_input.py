from __future__ import annotations

import pytest

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.rules.keras1_identity_input import rule
from tests.rule_cases import check_noop, check_upgraded, layer, source

KERAS_1 = source("1.2.2")
INPUT = layer("InputLayer", "x", batch_input_shape=[None, 4])
CALLS = (Call("same", 0, (TensorRef("x"),)), Call("dense", 0, (TensorRef("same"),)))


def model(first: Layer, named: str) -> Layer:
    graph = Graph(CALLS, TensorRef(named), TensorRef("dense"))
    return Layer("Model", "model", layers=(INPUT, first, layer("Dense", "dense", units=3)), graph=graph)


@pytest.mark.parametrize(
    "first", [layer("Activation", "same", activation="linear"), layer("ActivityRegularization", "same", l1=0.1)]
)
def test_names_the_input_itself(first: Layer) -> None:
    check_upgraded(model(first, "same"), model(first, "x"), rule, KERAS_1)


def test_leaves_alone_an_input_layer() -> None:
    check_noop(model(layer("Activation", "same", activation="linear"), "x"), rule, KERAS_1)


def test_leaves_alone_layers_that_change_something() -> None:
    check_noop(model(layer("Activation", "same", activation="tanh"), "same"), rule, KERAS_1)


def test_leaves_alone_newer_files() -> None:
    check_noop(model(layer("Activation", "same", activation="linear"), "same"), rule, source("2.2.4"))
