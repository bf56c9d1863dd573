from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.layout.axes import PLAIN, channels_last
from rekeras.layout.family import CannotMoveError
from tests.layout.moving import IMAGE, moved

VIDEO = channels_last(5, in_time=True)
CONFIG = {"data_format": "channels_first", "activation": "tanh", "recurrent_activation": "sigmoid"}


@pytest.mark.parametrize(("sequences", "output"), [(True, VIDEO), (False, IMAGE)])
def test_walks_over_images_with_channels_last(sequences: bool, output: tuple[int, ...]) -> None:
    layer = Layer("ConvLSTM2D", "walk", CONFIG | {"return_sequences": sequences})
    shapes = ((None, 4, 2, 5, 6), (None, 3, 5, 6), (None, 4))
    result = moved(layer, PLAIN, PLAIN, PLAIN, shapes=shapes)
    assert result is not None
    assert result.inputs == (VIDEO, IMAGE, PLAIN)
    assert [result.order_of(index) for index in range(4)] == [output, IMAGE, IMAGE, PLAIN]


def test_leaves_channels_last_alone() -> None:
    assert moved(Layer("ConvLSTM2D", "walk", CONFIG | {"data_format": "channels_last"}), PLAIN) is None


def test_refuses_activations_along_an_axis() -> None:
    with pytest.raises(CannotMoveError, match="recurrent_activation"):
        moved(Layer("ConvLSTM2D", "walk", CONFIG | {"recurrent_activation": "softmax"}), PLAIN)
