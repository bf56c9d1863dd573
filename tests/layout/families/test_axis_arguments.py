from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.layout.axes import PLAIN
from tests.archives import tensor
from tests.layout.moving import IMAGE, moved


@pytest.mark.parametrize(
    ("class_name", "axis", "new"),
    [
        ("BatchNormalization", 1, 3),
        ("BatchNormalization", -1, 2),
        ("GroupNormalization", 1, 3),
        ("Softmax", -3, 3),
        ("Softmax", [1, 2], [1, 3]),
        ("UnitNormalization", [2, 3], [1, 2]),
    ],
)
def test_moves_the_axis(class_name: str, axis: Any, new: Any) -> None:
    result = moved(Layer(class_name, "layer", {"axis": axis}), IMAGE)
    assert result is not None
    assert (result.layer.config["axis"], result.output) == (new, IMAGE)


def test_leaves_plain_tensors_alone() -> None:
    assert moved(Layer("BatchNormalization", "batch", {"axis": 1}), PLAIN) is None
    assert moved(Layer("LayerNormalization", "layer", {"axis": 1}), PLAIN) is None
    assert moved(Layer("PReLU", "slopes", {"shared_axes": [1]}), PLAIN) is None


def test_turns_gamma_of_several_axes() -> None:
    gamma = tensor(3, 8)
    result = moved(Layer("LayerNormalization", "layer", {"axis": [1, 2]}, {"gamma": gamma}), IMAGE)
    assert result is not None
    assert result.layer.config["axis"] == [1, 3]
    assert np.array_equal(result.layer.weights["gamma"].read(), gamma.read().T)


def test_keeps_gamma_of_one_axis() -> None:
    gamma = tensor(3)
    result = moved(Layer("LayerNormalization", "layer", {"axis": [1]}, {"gamma": gamma}), IMAGE)
    assert result is not None
    assert (result.layer.config["axis"], result.layer.weights["gamma"]) == (3, gamma)


def test_leaves_axes_in_another_order_alone() -> None:
    assert moved(Layer("LayerNormalization", "layer", {"axis": [2, 1]}), IMAGE) is None


def test_turns_slopes() -> None:
    alpha = tensor(3, 1, 9)
    result = moved(Layer("PReLU", "slopes", {"shared_axes": [2]}, {"alpha": alpha}), IMAGE)
    assert result is not None
    assert result.layer.config["shared_axes"] == [1]
    assert np.array_equal(result.layer.weights["alpha"].read(), alpha.read().transpose(1, 2, 0))
