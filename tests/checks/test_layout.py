from __future__ import annotations

import numpy as np

from rekeras.checks._case import Recording
from rekeras.checks._layout import in_layout
from rekeras.layout.relay import Relaid
from tests.archives import chain, input_layer

IMAGE = (0, 2, 3, 1)
X = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
Y = np.arange(6).reshape(2, 3)


def relaid(inputs: tuple[tuple[int, ...], ...], outputs: tuple[tuple[int, ...], ...]) -> Relaid:
    """A model in another layout, of which only the ends matter."""
    return Relaid(chain(input_layer("x", 3)), inputs, outputs, (), ())


def test_turns_inputs_and_outputs() -> None:
    turned = in_layout(Recording({"x0": Y, "x1": X}, (X, Y)), relaid(((), IMAGE), (IMAGE, ())))
    assert [turned.inputs[name].shape for name in ("x0", "x1")] == [(2, 3), (2, 4, 5, 3)]
    assert np.array_equal(turned.inputs["x1"], X.transpose(IMAGE))
    assert [array.shape for array in turned.outputs] == [(2, 4, 5, 3), (2, 3)]


def test_orders_of_named_inputs_are_those_of_their_sorted_names() -> None:
    recording = Recording({"x0": X, "x1": Y, "names": np.array(["image", "data"])})
    turned = in_layout(recording, relaid(((), IMAGE), ()))
    assert turned.inputs["x0"].shape == (2, 4, 5, 3)
    assert turned.inputs["x1"].shape == (2, 3)
