from __future__ import annotations

from dataclasses import replace
from typing import Any

from rekeras.archive import Layer
from rekeras.rules.rnn_cell_keys import rule
from tests.rule_cases import check_noop, layer, upgraded


def rnn(**config: Any) -> Layer:
    return replace(layer("RNN", **config), parts={"cell": layer("SimpleRNNCell", "cell", units=2, stateful=False)})


def test_drops_what_the_cell_says_too() -> None:
    assert upgraded(rnn(units=2, stateful=False), rule).config == {"stateful": False}


def test_leaves_what_differs() -> None:
    check_noop(rnn(units=3, stateful=True), rule)
    check_noop(layer("RNN", units=3), rule)


def test_drops_cells_that_stand_in_the_cell() -> None:
    parts = {"cells.0": layer("LSTMCell", "a", units=2), "cells.1": layer("GRUCell", "b", units=3)}
    stacked = replace(layer("StackedRNNCells", "cell"), parts=parts)
    written = [{"class_name": part.class_name, "config": {"name": part.name}} for part in parts.values()]
    both = replace(layer("RNN", return_sequences=True, cells=written), parts={"cell": stacked})
    assert upgraded(both, rule).config == {"return_sequences": True}
    different: tuple[Any, ...] = (written[:1], [*reversed(written)], ["a", "b"], {})
    for others in different:
        check_noop(both.with_config({"cells": others}), rule)
