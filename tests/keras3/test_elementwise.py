from __future__ import annotations

from typing import Any

import pytest

from rekeras.keras3.catalog import catalog
from rekeras.keras3.elementwise import BY_ELEMENT, is_by_element


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        (None, True),
        ("relu", True),
        ("softmax", False),
        ("my_own", False),
        ({"class_name": "LeakyReLU", "config": {"negative_slope": 0.1}}, True),
        ({"class_name": "function", "config": "gelu"}, True),
        ({"class_name": "function", "config": "softmax"}, False),
        ({"class_name": "PReLU", "config": {}}, False),
    ],
)
def test_knows_what_looks_at_each_number_alone(activation: Any, expected: bool) -> None:
    assert is_by_element(activation) is expected


def test_every_activation_of_keras_3_was_thought_of() -> None:
    along_an_axis = {"glu", "log_softmax", "softmax", "sparsemax"}
    assert {name for name in catalog().activations if name.islower()} - BY_ELEMENT == along_an_axis
