from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.layers._description import Spec
from rekeras.layout.axes import PLAIN, channels_last
from rekeras.layout.family import CannotMoveError, Given, Moved
from rekeras.layout.walk import movers
from rekeras.layout.wrappers import move_wrapper

FIRST = {"data_format": "channels_first", "return_sequences": True}
VIDEO = channels_last(5, in_time=True)
GIVEN = Given((PLAIN,), (Spec((None, 4, 2, 5, 6)),))


def move(layer: Layer, given: Given = GIVEN) -> Moved | None:
    def part(place: str, given: Given) -> Moved:
        inner = layer.parts[place]
        return movers()[inner.class_name](inner, given) or Moved(inner, given.all_plain)

    return move_wrapper(layer, given, part)


def test_each_step_of_a_sequence() -> None:
    result = move(Layer("TimeDistributed", "each", parts={"layer": Layer("Conv2D", "conv", FIRST)}))
    assert result is not None
    assert result.layer.parts["layer"].config["data_format"] == "channels_last"
    assert (result.inputs, result.output) == ((VIDEO,), VIDEO)


def test_a_part_that_stays_leaves_its_wrapper() -> None:
    layer = Layer("TimeDistributed", "each", parts={"layer": Layer("Softmax", "softmax", {"axis": 1})})
    result = move(layer)
    assert result is not None
    assert result.layer is layer


@pytest.mark.parametrize(("mode", "outputs"), [("sum", 1), (None, 2)])
def test_both_directions(mode: str | None, outputs: int) -> None:
    parts = {place: Layer("ConvLSTM2D", place, FIRST) for place in ("forward_layer", "backward_layer")}
    result = move(Layer("Bidirectional", "both", {"merge_mode": mode}, parts=parts))
    assert result is not None
    assert [result.order_of(index) for index in range(outputs)] == [VIDEO] * outputs
    assert result.order_of(outputs) == channels_last(4)


def test_refuses_directions_side_by_side() -> None:
    parts = {place: Layer("ConvLSTM2D", place, FIRST) for place in ("forward_layer", "backward_layer")}
    with pytest.raises(CannotMoveError, match="both directions"):
        move(Layer("Bidirectional", "both", {"merge_mode": "concat"}, parts=parts))


def test_leaves_other_layers_with_parts() -> None:
    assert move(Layer("RNN", "rnn", parts={"cell": Layer("LSTMCell", "cell")})) is None
