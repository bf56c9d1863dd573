from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Call, Layer, TensorRef
from rekeras.records import Severity
from rekeras.rules.initial_state import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, check_upgraded, layer
from tests.rules.mask_models import embedding, functional

LSTM = layer("LSTM", "rnn", units=3)
GRU = layer("GRU", "rnn", units=3)


def model(rnn: Layer, arguments: list[str], *, mask_zero: bool = False) -> Layer:
    return functional([embedding("a", mask_zero=mask_zero), rnn], {"a": "tokens", "rnn": arguments}, "rnn")


def called(before: Layer, *args: Any, **kwargs: Any) -> Layer:
    assert before.graph
    return replace(before, graph=replace(before.graph, calls=(before.graph.calls[0], Call("rnn", 0, args, kwargs))))


@pytest.mark.parametrize(
    ("rnn", "states"),
    [
        (LSTM, 2),
        (GRU, 1),
        (Layer("Bidirectional", "rnn", parts={"forward_layer": GRU, "backward_layer": GRU}), 2),
        (Layer("RNN", "rnn", parts={"cell": layer("LSTMCell", "cell")}), 2),
    ],
)
def test_names_the_states(rnn: Layer, states: int) -> None:
    before = model(rnn, ["a", *["state"] * states])
    after = called(before, TensorRef("a"), initial_state=[TensorRef("state")] * states)
    check_upgraded(before, after, rule)


def test_a_list_of_the_sequence_alone() -> None:
    before = model(LSTM, ["a"])
    check_upgraded(before, called(before, TensorRef("a")), rule)


def test_leaves_other_calls_alone() -> None:
    before = model(GRU, ["a", "state"])
    check_noop(called(before, TensorRef("a")), rule)
    check_noop(called(before, TensorRef("a"), initial_state=TensorRef("state")), rule)


def test_refuses_constants_and_wrong_numbers() -> None:
    check_refused(model(LSTM, ["a", "state"]), rule, "initial_state")
    constants = Layer("RNN", "rnn", {"num_constants": 1}, parts={"cell": layer("GRUCell", "cell")})
    check_refused(model(constants, ["a", "state", "others"]), rule, "initial_state")


def test_warns_of_masked_sequences() -> None:
    before = model(GRU, ["a", "state"], mask_zero=True)
    _after, (change,), findings = apply_rule(rule, before, SOURCE)
    assert change.rule == "initial_state"
    assert [(finding.code, finding.severity) for finding in findings] == [("masked_initial_state", Severity.ATTENTION)]
