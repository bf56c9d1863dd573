from __future__ import annotations

import pytest

from rekeras.rules.time_major import rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer


@pytest.mark.parametrize("class_name", ["LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"])
def test_drops_false(class_name: str) -> None:
    check_upgraded(layer(class_name, units=3, time_major=False), layer(class_name, units=3), rule)


def test_leaves_alone_what_does_not_say_it() -> None:
    check_noop(layer("LSTM", units=3), rule)


def test_refuses_true() -> None:
    check_refused(layer("GRU", units=3, time_major=True), rule, "time_major")
