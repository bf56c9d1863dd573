from __future__ import annotations

from rekeras.archive import Layer
from rekeras.rules.recurrent_masks import rule
from tests.rule_cases import check_noop, check_refused, layer, source
from tests.rules.mask_models import embedding, functional

OLD = source("2.2.4")
CELLS = {"cells.0": layer("LSTMCell", "first", units=3), "cells.1": layer("GRUCell", "second", units=3)}
STACKED = Layer("RNN", "rnn", parts={"cell": Layer("StackedRNNCells", "cells", parts=CELLS)})


def model(rnn: Layer, *, mask_zero: bool = True) -> Layer:
    return functional([embedding("a", mask_zero=mask_zero), rnn], {"a": "tokens", "rnn": "a"}, "rnn")


def test_refuses_stacked_cells_and_kept_states() -> None:
    check_refused(model(STACKED), rule, "recurrent_mask", OLD)
    check_refused(model(layer("LSTM", "rnn", units=3, stateful=True)), rule, "recurrent_mask", OLD)


def test_refuses_given_states() -> None:
    lstm = layer("LSTM", "rnn", units=3)
    layers, calls = [embedding("a", mask_zero=True), lstm], {"a": "tokens", "rnn": ["a", "state", "state"]}
    check_refused(functional(layers, calls, "rnn"), rule, "recurrent_mask", OLD)
    check_noop(functional(layers, calls, "rnn"), rule)


def test_leaves_others_alone() -> None:
    check_noop(model(STACKED), rule, source("2.3.1"))
    check_noop(model(STACKED), rule, source("2.2.4-tf"))
    check_noop(model(STACKED, mask_zero=False), rule, OLD)
    check_noop(model(layer("LSTM", "rnn", units=3)), rule, OLD)
    check_noop(model(STACKED.with_config({"unroll": True})), rule, OLD)
