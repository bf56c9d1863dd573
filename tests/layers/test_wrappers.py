"""Wrappers against the installed Keras."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.describe import describe
from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

MODES = ("concat", "sum", "mul", "ave", None)
RETURNS: list[dict[str, bool]] = [
    {"return_sequences": False},
    {"return_sequences": True},
    {"return_sequences": True, "return_state": True},
]


@pytest.mark.parametrize(("mode", "returns"), list(product(MODES, RETURNS)))
def test_bidirectional(keras: RealKeras, mode: str | None, returns: dict[str, bool]) -> None:
    layer = made("Bidirectional", layer=made("LSTM", units=3, **returns), merge_mode=mode)
    assert_same(keras, layer, called((None, 5, 7)))


def test_bidirectional_of_two_layers(keras: RealKeras) -> None:
    forward, backward = made("GRU", units=3, reset_after=True), made("LSTM", units=3)
    assert_same(keras, made("Bidirectional", layer=forward, backward_layer=backward), called((None, 5, 7)))


def test_bidirectional_of_different_sizes() -> None:
    """Keras computes 5 numbers, though its own shape inference counts the forward layer twice."""
    layer = made("Bidirectional", layer=made("LSTM", units=3), backward_layer=made("LSTM", units=2))
    assert describe(layer, called((None, 5, 7)))[0].outputs.shape == (None, 5)


def test_bidirectional_with_states_in_the_list_of_inputs() -> None:
    """Forward states first, as Keras 2 passes them."""
    layer = made("Bidirectional", layer=made("LSTM", units=3, return_state=True))
    alone, _ = describe(layer, called((None, 5, 7)))
    listed, findings = describe(layer, called([(None, 5, 7), *[(None, 3)] * 4]))
    assert findings == ()
    assert listed.outputs == alone.outputs
    assert [spec.shape for spec in listed.outputs] == [(None, 6), *[(None, 3)] * 4]
    assert len(listed.children["backward_layer"].inputs.specs) == 3


def test_bidirectional_refuses_a_sum_of_different_sizes() -> None:
    """Keras finds out when it computes."""
    forward, backward = made("LSTM", units=3), made("LSTM", units=2)
    layer = made("Bidirectional", layer=forward, backward_layer=backward, merge_mode="sum")
    _description, findings = describe(layer, called((None, 5, 7)))
    assert "merges (None, 3) and (None, 2) by 'sum', which needs equal shapes" in findings[0].found


INNER: list[tuple[Layer, tuple[int | None, ...]]] = [
    (made("Dense", units=3), (None, 5, 7)),
    (made("Conv2D", filters=4, kernel_size=[3, 2], strides=[2, 1]), (2, 5, 11, 8, 6)),
    (made("BatchNormalization"), (None, 5, 9, 7)),
    (made("Flatten"), (None, 5, 9, 7)),
    (made("Bidirectional", layer=made("GRU", units=3, reset_after=True)), (None, 5, 9, 7)),
]


@pytest.mark.parametrize(("inner", "shape"), INNER)
def test_time_distributed(keras: RealKeras, inner: Layer, shape: tuple[int | None, ...]) -> None:
    assert_same(keras, made("TimeDistributed", layer=inner), called(shape))


def test_time_distributed_model() -> None:
    model = made("Sequential", layers=(made("Dense", units=3), made("Conv1D", filters=4, kernel_size=2)))
    description, findings = describe(made("TimeDistributed", layer=model), called((None, 5, 9, 7)))
    assert findings == ()
    assert description.outputs.shape == (None, 5, 8, 4)
    assert list(description.children["layer"].children) == ["made"]


def test_time_distributed_refuses_what_has_no_time(keras: RealKeras) -> None:
    layer = made("TimeDistributed", layer=made("Dense", units=3))
    assert_both_refuse(keras, layer, called((None, 7)), "needs sequences of at least 3 dimensions")


SPECTRAL: list[tuple[str, dict[str, Any], tuple[int | None, ...]]] = [
    ("Dense", {"units": 3}, (None, 7)),
    ("Conv2D", {"filters": 4, "kernel_size": [3, 2]}, (None, 11, 8, 6)),
    ("Embedding", {"input_dim": 9, "output_dim": 4}, (None, 7)),
]


@pytest.mark.parametrize(("kind", "config", "shape"), SPECTRAL)
def test_spectral_normalization(
    keras: RealKeras, kind: str, config: dict[str, Any], shape: tuple[int | None, ...]
) -> None:
    assert_same(keras, made("SpectralNormalization", layer=made(kind, **config)), called(shape))


def test_refusals_inside_name_the_wrapper(keras: RealKeras) -> None:
    layer = made("TimeDistributed", layer=made("Conv1D", filters=4, kernel_size=9))
    assert_both_refuse(keras, layer, called((None, 5, 8, 6)), "TimeDistributed: Conv1D: has windows of 9")
