from __future__ import annotations

from rekeras.archive import Layer, TensorRef
from rekeras.rules.keras1_input_history import rule
from rekeras.upgrade import apply_rule
from tests.archives import call, dense, functional, input_layer
from tests.rule_cases import check_noop, source

LAYERS = [input_layer("x", 3), Layer("Dropout", "nothing", {"p": 0.0}), dense("last", 3, 2)]
CALLS = [call("nothing", "x"), call("last", "nothing")]


def test_the_input_is_the_input() -> None:
    before = functional(LAYERS, CALLS, "nothing", "last")
    after, (change,), _findings = apply_rule(rule, before, source("1.2.2"))
    assert after.graph is not None
    assert after.graph.inputs == TensorRef("x")
    assert change.rule == "keras1_input_history"


def test_leaves_inputs_alone() -> None:
    check_noop(functional(LAYERS, CALLS, ["x"], "last"), rule, source("1.2.2"))


def test_leaves_alone_what_begins_with_no_input() -> None:
    check_noop(functional(LAYERS[1:], CALLS[1:], "nothing", "last"), rule, source("1.2.2"))


def test_leaves_alone_what_computes_something() -> None:
    layers = [input_layer("x", 3), dense("first", 3, 3), dense("last", 3, 2)]
    calls = [call("first", "x"), call("last", "first")]
    check_noop(functional(layers, calls, "first", "last"), rule, source("1.2.2"))
