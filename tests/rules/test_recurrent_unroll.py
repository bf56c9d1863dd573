from __future__ import annotations

from typing import Any

import pytest

from rekeras.rules.recurrent_unroll import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize("class_name", ["LSTM", "GRU", "SimpleRNN", "RNN"])
def test_rolls_up_what_goes_backwards(class_name: str) -> None:
    before = layer(class_name, units=3, unroll=True, go_backwards=True)
    check_upgraded(before, layer(class_name, units=3, unroll=False, go_backwards=True), rule)


@pytest.mark.parametrize(
    "backwards", [{"unroll": True}, {"go_backwards": True}, {"unroll": False, "go_backwards": True}]
)
def test_leaves_the_others_alone(backwards: dict[str, Any]) -> None:
    check_noop(layer("LSTM", units=3, **backwards), rule)
