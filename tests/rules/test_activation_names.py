from __future__ import annotations

from typing import Any

import pytest

from rekeras.rules.activation_names import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("softmax_v2", "softmax"),
        ("swish_f", "silu"),
        ({"class_name": "function", "config": "relu6", "module": "keras.src.activations"}, "relu6"),
        ({"class_name": "function", "config": "relu", "module": "builtins", "registered_name": "function"}, "relu"),
    ],
)
def test_names_as_keras_does(before: Any, after: str) -> None:
    check_upgraded(layer("Dense", activation=before), layer("Dense", activation=after), rule)
    check_upgraded(layer("LSTM", recurrent_activation=before), layer("LSTM", recurrent_activation=after), rule)


@pytest.mark.parametrize(
    "value",
    [
        "relu",
        None,
        "my_activation",
        {"class_name": "function", "config": "relu", "module": "my_package"},
        {"class_name": "LeakyReLU", "config": {"alpha": 0.1}},
    ],
)
def test_leaves_others_alone(value: Any) -> None:
    check_noop(layer("Dense", activation=value), rule)
