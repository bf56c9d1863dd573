from __future__ import annotations

from dataclasses import replace

import pytest

from rekeras.archive import Layer, TensorRef
from rekeras.rules.time_major import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, check_upgraded, layer, sequential

START = layer("InputLayer", "start", batch_shape=[5, 3, 4], dtype="float32")
GRU = layer("GRU", units=3, return_sequences=True, time_major=True)


def in_place(model: Layer) -> Layer:
    """What the rule puts in the place of a model's last layer."""
    upgraded, changes, findings = apply_rule(rule, model, SOURCE)
    assert [change.rule for change in changes] == ["time_major"]
    assert not findings
    check_noop(upgraded, rule)
    return upgraded.layers[-1]


@pytest.mark.parametrize("class_name", ["LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"])
def test_drops_false(class_name: str) -> None:
    check_upgraded(layer(class_name, units=3, time_major=False), layer(class_name, units=3), rule)


def test_leaves_alone_what_does_not_say_it() -> None:
    check_noop(layer("LSTM", units=3), rule)


def test_swaps_time_and_batch_around_it() -> None:
    made = in_place(sequential(START, GRU))
    assert (made.class_name, made.name) == ("Functional", "layer")
    assert [inner.class_name for inner in made.layers] == ["InputLayer", "Transpose", "GRU"]
    assert made.graph is not None
    assert [call.layer for call in made.graph.calls] == ["transpose", "batch_first", "transpose"]
    assert made.graph.outputs == TensorRef("transpose", 1)
    last_only = in_place(sequential(START, GRU.with_config({"return_sequences": False})))
    assert last_only.graph is not None
    assert last_only.graph.outputs == TensorRef("batch_first")


def test_swaps_them_around_both_directions() -> None:
    parts = {"forward_layer": GRU, "backward_layer": replace(GRU, name="backward")}
    both = Layer("Bidirectional", "both", {"merge_mode": None}, parts=parts)
    made = in_place(sequential(START, both))
    assert made.graph is not None
    assert made.graph.outputs == [TensorRef("transpose", 1), TensorRef("transpose", 2)]
    assert all("time_major" not in part.config for part in made.layers[-1].parts.values())


def test_refuses_masks_and_unknown_inputs() -> None:
    assert "mask" in check_refused(sequential(START, layer("Masking", "mask"), GRU), rule, "time_major").found
    check_refused(sequential(GRU), rule, "time_major")
    check_refused(GRU, rule, "time_major")
