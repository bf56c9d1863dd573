from __future__ import annotations

import pytest

from rekeras.archive import Layer
from tests.layout.moving import IMAGE, moved


@pytest.mark.parametrize(
    "layer",
    [
        Layer("ReLU", "relu", {"max_value": 6.0}),
        Layer("Activation", "tanh", {"activation": "tanh"}),
        Layer("Dropout", "dropout", {"rate": 0.5, "noise_shape": None}),
        Layer("Rescaling", "rescaling", {"scale": 0.5, "offset": 1}),
    ],
    ids=lambda layer: layer.class_name,
)
def test_takes_any_order(layer: Layer) -> None:
    result = moved(layer, IMAGE)
    assert result is not None
    assert result.layer is layer
    assert (result.inputs, result.output) == ((IMAGE,), IMAGE)


@pytest.mark.parametrize(
    "layer",
    [
        Layer("Activation", "log_softmax", {"activation": "log_softmax"}),
        Layer("Dropout", "dropout", {"rate": 0.5, "noise_shape": [None, 3, 1, 1]}),
        Layer("Rescaling", "rescaling", {"scale": [0.5, 2.0], "offset": 1}),
    ],
    ids=lambda layer: layer.class_name,
)
def test_leaves_alone_what_speaks_of_axes(layer: Layer) -> None:
    assert moved(layer, IMAGE) is None


def test_softmax_goes_along_the_old_last_axis() -> None:
    result = moved(Layer("Activation", "softmax", {"activation": "softmax"}), IMAGE)
    assert result is not None
    assert (result.layer.class_name, result.layer.config) == ("Softmax", {"axis": 2})
