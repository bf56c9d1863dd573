from __future__ import annotations

from dataclasses import replace

import pytest

from rekeras.archive import Call, Graph, Layer, Source, TensorRef
from rekeras.rules.cntk_lstm import rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer, sequential, source

CNTK = replace(source("2.2.4"), backend="cntk")
INPUT = layer("InputLayer", "x", batch_shape=[None, 5, 4], dtype="float32")
WEIGHTS = {"kernel": (4, 12), "recurrent_kernel": (3, 12), "bias": (12,)}


SPEC = layer("InputLayer", "input", batch_shape=[None, 5, 4], dtype="float32", sparse=False)
INPUTS = TensorRef("input")
HIDDEN, CELL = TensorRef("lstm", 0, 1), TensorRef("lstm", 0, 2)


def test_goes_on_with_the_cell_state_of_the_last_step() -> None:
    lstm = layer("LSTM", "last", WEIGHTS, units=3, stateful=True)
    inner = Layer("LSTM", "lstm", {"units": 3, "stateful": True, "return_state": True}, lstm.weights)
    after = Layer("Functional", "last", layers=(SPEC, inner), graph=Graph((Call("lstm", 0, (INPUTS,)),), INPUTS, CELL))
    check_upgraded(sequential(INPUT, lstm), sequential(INPUT, after), rule, CNTK)


def test_keeps_both_states() -> None:
    lstm = layer("LSTM", "last", WEIGHTS, units=3, return_state=True)
    graph = Graph((Call("lstm", 0, (INPUTS,)),), INPUTS, [CELL, HIDDEN, CELL])
    after = Layer("Functional", "last", layers=(SPEC, replace(lstm, name="lstm")), graph=graph)
    check_upgraded(sequential(INPUT, lstm), sequential(INPUT, after), rule, CNTK)


def test_leaves_alone_whose_states_are_used_alone() -> None:
    lstm = layer("LSTM", "lstm", WEIGHTS, units=3, return_state=True, return_sequences=True)
    graph = Graph((Call("lstm", 0, (INPUTS,)),), INPUTS, [HIDDEN, CELL])
    check_noop(Layer("Functional", "encoder", layers=(SPEC, lstm), graph=graph), rule, CNTK)


def test_refuses_the_outputs_of_all_steps() -> None:
    check_refused(sequential(INPUT, layer("LSTM", units=3, return_sequences=True)), rule, "cntk_lstm", CNTK)


def test_refuses_cells() -> None:
    cells = {"cells.0": layer("GRUCell", "gru", units=3), "cells.1": layer("LSTMCell", "lstm", units=3)}
    stacked = replace(layer("StackedRNNCells", "cells"), parts=cells)
    rnn = replace(layer("RNN", "rnn"), parts={"cell": stacked})
    check_refused(sequential(INPUT, rnn), rule, "cntk_lstm", CNTK)


def test_leaves_alone_cells_with_one_state() -> None:
    rnn = replace(layer("RNN", "rnn"), parts={"cell": layer("GRUCell", units=3)})
    check_noop(sequential(INPUT, rnn), rule, CNTK)


@pytest.mark.parametrize(
    "written_by", [replace(CNTK, keras_version="2.2.2"), replace(CNTK, backend="theano")], ids=["2.2.2", "theano"]
)
def test_leaves_alone_where_the_output_was_right(written_by: Source) -> None:
    check_noop(sequential(INPUT, layer("LSTM", units=3, return_sequences=True)), rule, written_by)


def test_leaves_alone_unrolled_layers() -> None:
    check_noop(sequential(INPUT, layer("LSTM", units=3, unroll=True)), rule, CNTK)
