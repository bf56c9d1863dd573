from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.rules.keras1_s_relu import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

INPUT = layer("InputLayer", "x", batch_shape=[None, 3], dtype="float32")
WEIGHTS = dict.fromkeys(("t_left", "a_left", "t_right", "a_right"), (3,))


@pytest.mark.parametrize("backend", ["theano", "tensorflow"])
def test_each_number_stands_where_the_line_bends(backend: str) -> None:
    before = layer("SReLU", "bent", WEIGHTS)
    after, _changes, findings = apply_rule(rule, sequential(INPUT, before), replace(source("1.2.2"), backend=backend))
    assert not findings
    inner = {one.name: one for one in after.layers[1].layers}
    old = {name: tensor.read() for name, tensor in before.weights.items()}
    np.testing.assert_array_equal(inner["left"].weights["alpha"].read(), old["a_left"])
    np.testing.assert_array_equal(inner["rise"].weights["kernel"].read(), old["a_right"])
    np.testing.assert_array_equal(inner["from_left"].weights["bias"].read(), -old["t_left"])
    np.testing.assert_allclose(inner["from_right"].weights["bias"].read(), -(old["t_left"] + old["t_right"]))
    graph = after.layers[1].graph
    assert graph is not None
    taken_of = next(call.args[0].layer for call in graph.calls if call.layer == "over")
    assert taken_of == {"theano": "left", "tensorflow": "input"}[backend]


def test_leaves_other_layers_alone() -> None:
    check_noop(layer("PReLU"), rule, source("1.2.2"))


def test_refuses_an_input_of_unknown_size() -> None:
    check_refused(layer("SReLU", "bent", WEIGHTS), rule, "size_unknown", source("1.2.2"))
