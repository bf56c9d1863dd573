from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules.contrib_layers import rule
from tests.rule_cases import check_noop, check_refused, layer, masked, sequential, source, upgraded

OLD = source("2.2.4")
PELU = layer("PELU", "own", {"alpha": (1, 3), "beta": (1, 3)}, alpha_initializer="ones", shared_axes=[1])
SUB_PIXEL = layer("SubPixelUpscaling", "own", scale_factor=2, data_format="channels_last")


def on(shape: list[int | None], one: Layer) -> Layer:
    return sequential(layer("InputLayer", "x", batch_shape=shape, dtype="float32"), one)


def test_swish_takes_its_trained_factor() -> None:
    trained = layer("Swish", "own", {"scaling_factor": ()}, beta=9.0, trainable=True)
    for own, beta in ((layer("Swish", "own", beta=1.5, trainable=False), 1.5), (trained, None)):
        inner = upgraded(on([None, 4], own), rule, OLD).layers[1].layers[1:]
        assert [one.class_name for one in inner] == ["Rescaling", "Activation", "Multiply"]
        expected = beta or float(trained.weights["scaling_factor"].read())
        assert inner[0].config["scale"] == pytest.approx(expected)


def test_pelu_is_two_branches() -> None:
    inner = upgraded(on([None, 4, 3], PELU), rule, OLD).layers[1].layers[1:]
    found = {one.name: one for one in inner}
    alpha, beta = (PELU.weights[name].read() for name in ("alpha", "beta"))
    np.testing.assert_allclose(found["above"].weights["kernel"].read()[0], (alpha / beta)[0], rtol=1e-6)
    np.testing.assert_allclose(found["shrunk"].weights["kernel"].read()[3], (-1 / beta)[0], rtol=1e-6)
    np.testing.assert_allclose(found["below"].weights["bias"].read()[1], -alpha[0], rtol=1e-6)


def test_sine_relu_and_sub_pixels() -> None:
    sine = upgraded(on([None, 4], layer("SineReLU", "own", epsilon=0.3)), rule, OLD).layers[1]
    assert [one.class_name for one in sine.layers[1:]] == ["Rescaling", "Sin", "Rescaling", "Maximum"]
    image = upgraded(on([None, 3, 2, 8], SUB_PIXEL), rule, OLD).layers[1]
    assert image.layers[1].config["target_shape"] == [3, 2, 2, 2, 2]
    assert image.layers[3].config["target_shape"] == [6, 4, 2]


@pytest.mark.parametrize(
    "one", [PELU, SUB_PIXEL, layer("SineReLU", epsilon=0.1), layer("Swish", beta=1.0, trainable=True)]
)
def test_refuses_what_it_does_not_know(one: Layer) -> None:
    check_refused(one, rule, "size_unknown", OLD)


def test_leaves_namesakes_alone() -> None:
    check_noop(on([None, 4], layer("Swish", "own")), rule, OLD)
    check_noop(on([None, 4, 3], replace(PELU, package="my_layers")), rule, OLD)
    check_noop(on([None, 4], layer("SineReLU", "own")), rule, OLD)
    check_noop(on([None, 4], layer("SubPixelUpscaling", "own")), rule, OLD)


def test_refuses_masks() -> None:
    check_refused(masked(PELU, 3), rule, "masked_input", OLD)
