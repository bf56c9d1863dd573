"""Recurrent layers and cells against the installed Keras."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from rekeras.describe import describe
from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

KINDS = ("SimpleRNN", "GRU", "LSTM")
RETURNS: list[dict[str, bool]] = [
    {},
    {"return_sequences": True},
    {"return_state": True},
    {"return_sequences": True, "return_state": True},
]


@pytest.mark.parametrize(("kind", "returns", "use_bias"), list(product(KINDS, RETURNS, (True, False))))
def test_layers(keras: RealKeras, kind: str, returns: dict[str, bool], use_bias: bool) -> None:
    config = {"reset_after": True} if kind == "GRU" else {}
    assert_same(keras, made(kind, units=3, use_bias=use_bias, **returns, **config), called((None, 5, 7)))


@pytest.mark.parametrize("shape", [(2, None, 7), (None, None, 7), (2, 5, 7)])
@pytest.mark.parametrize("kind", KINDS)
def test_unknown_sizes(keras: RealKeras, kind: str, shape: tuple[int | None, ...]) -> None:
    layer = made(kind, units=3, return_sequences=True, **({"reset_after": False} if kind == "GRU" else {}))
    assert_same(keras, layer, called(shape))


@pytest.mark.parametrize("reset_after", [True, False])
def test_gru_bias(keras: RealKeras, reset_after: bool) -> None:
    assert_same(keras, made("GRU", units=3, reset_after=reset_after), called((None, 5, 7)))


def test_gru_without_the_key_resets_before() -> None:
    """Keras before 2.1.3 had no such key."""
    description, _findings = describe(made("GRU", units=3), called((None, 5, 7)))
    assert description.variables[2].shape == (9,)


@pytest.mark.parametrize(("kind", "states"), [("SimpleRNN", 1), ("LSTM", 2)])
def test_states_in_the_list_of_inputs(kind: str, states: int) -> None:
    """Keras 2 calls a layer on ``[sequence, *initial states]``, Keras 3 passes ``initial_state``."""
    layer = made(kind, units=3, return_state=True)
    alone, _ = describe(layer, called((None, 5, 7)))
    listed, findings = describe(layer, called([(None, 5, 7), *[(None, 3)] * states]))
    assert findings == ()
    assert listed.variables == alone.variables
    assert listed.outputs == alone.outputs


def test_initial_state_by_name(keras: RealKeras) -> None:
    layer = made("LSTM", units=3, return_sequences=True)
    assert_same(keras, layer, called((None, 5, 7), initial_state=[(None, 3), (None, 3)]))


def test_time_major() -> None:
    """A key of tf.keras only: time before batch, in what it gives too."""
    layer = made("LSTM", units=3, time_major=True, return_sequences=True, return_state=True)
    description, _findings = describe(layer, called((5, None, 7)))
    assert [spec.shape for spec in description.outputs] == [(5, None, 3), (None, 3), (None, 3)]
    assert description.variables[0].shape == (7, 12)


CELLS: dict[str, dict[str, Any]] = {"SimpleRNNCell": {}, "GRUCell": {"reset_after": False}, "LSTMCell": {}}


@pytest.mark.parametrize(("kind", "returns"), list(product(CELLS, RETURNS)))
def test_rnn(keras: RealKeras, kind: str, returns: dict[str, bool]) -> None:
    assert_same(keras, made("RNN", cell=made(kind, units=3, **CELLS[kind]), **returns), called((None, 5, 7)))


def test_stacked_cells(keras: RealKeras) -> None:
    cells = (made("LSTMCell", units=3), made("GRUCell", units=2, reset_after=True), made("SimpleRNNCell", units=4))
    layer = made("RNN", cell=made("StackedRNNCells", cells=cells), return_sequences=True)
    assert_same(keras, layer, called((None, 5, 7)))


def test_stacked_cells_give_all_states() -> None:
    cells = (made("LSTMCell", units=3), made("GRUCell", units=2))
    layer = made("RNN", cell=made("StackedRNNCells", cells=cells), return_state=True)
    description, _findings = describe(layer, called((None, 5, 7)))
    assert [spec.shape for spec in description.outputs] == [(None, 2), (None, 3), (None, 3), (None, 2)]


def test_rnn_of_a_cell_that_nobody_knows() -> None:
    description, findings = describe(made("RNN", cell=made("MyCell", size=3)), called((None, 5, 7)))
    assert findings == ()
    assert description.outputs.shape is None


@pytest.mark.parametrize("kind", KINDS)
def test_refuses_what_is_no_sequence(keras: RealKeras, kind: str) -> None:
    config = {"reset_after": True} if kind == "GRU" else {}
    assert_both_refuse(keras, made(kind, units=3, **config), called((None, 7)), "needs sequences of 3 dimensions")
