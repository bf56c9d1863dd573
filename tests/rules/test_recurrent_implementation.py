from __future__ import annotations

import pytest

from rekeras.rules.recurrent_implementation import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize("class_name", ["LSTM", "GRU", "SimpleRNN", "LSTMCell", "GRUCell", "ConvLSTM2D"])
@pytest.mark.parametrize("implementation", [0, 1, 2])
def test_drops_it(class_name: str, implementation: int) -> None:
    check_upgraded(layer(class_name, units=3, implementation=implementation), layer(class_name, units=3), rule)


def test_leaves_alone_what_is_no_way_to_compute_it() -> None:
    check_noop(layer("LSTM", units=3), rule)
    check_noop(layer("LocallyConnected1D", implementation=1), rule)
    check_noop(layer("LSTM", implementation=7), rule)
