"""Activations as layers against the installed Keras."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.describe import describe
from tests.layers.compare import RealKeras, assert_same, called, made


@pytest.mark.parametrize(
    ("kind", "config"),
    [("Activation", {"activation": "tanh"}), ("ReLU", {}), ("LeakyReLU", {}), ("ELU", {}), ("Softmax", {})],
)
def test_elementwise(keras: RealKeras, kind: str, config: dict[str, Any]) -> None:
    assert_same(keras, made(kind, **config), called((None, 5, 7)))
    assert_same(keras, made(kind, dtype="mixed_float16", **config), called((None, 5, 7)))


@pytest.mark.parametrize("shared", [None, [1], [1, 2], [2]])
def test_prelu(keras: RealKeras, shared: list[int] | None) -> None:
    assert_same(keras, made("PReLU", shared_axes=shared), called((None, 5, 7, 3)))


def test_prelu_refuses_axes_that_are_not_there() -> None:
    _description, findings = describe(made("PReLU", shared_axes=[3]), called((None, 5, 7)))
    assert "shares slopes along axis 3" in findings[0].found


def test_leaky_relu_of_keras_2(keras: RealKeras) -> None:
    assert_same(keras, made("LeakyReLU", alpha=0.2), called((None, 5)))
