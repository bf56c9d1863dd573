"""Mistakes of older versions of Keras 3 on one backend; found by running the zoo in each of them."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Call, Layer
from rekeras.keras3.mistakes import Mistake, in_layer, mistakes
from rekeras.records import Severity
from tests.archives import functional, input_layer, ref


def transpose(**config: Any) -> Layer:
    common = {"kernel_size": [3, 3], "strides": [2, 2], "dilation_rate": [1, 1], "padding": "same"}
    return Layer("Conv2DTranspose", "c", common | config)


@pytest.mark.parametrize(
    ("layer", "known"),
    [
        (transpose(), [("torch", "3.15", "Conv2DTranspose with this padding gives other numbers")]),
        (transpose(kernel_size=[4, 4]), []),
        (transpose(kernel_size=[2, 2], strides=[1, 1]), [("torch", "3.15", "Conv2DTranspose with this padding fails")]),
        (transpose(padding="valid"), []),
        (
            transpose(padding="valid", output_padding=[0, 2]),
            [("torch", "3.15", "Conv2DTranspose with this padding fails")],
        ),
        (Layer("Conv2D", "c", {"kernel_size": [3, 3], "padding": "same"}), []),
        (Layer("UpSampling2D", "u", {"interpolation": "nearest"}), []),
        (
            Layer("UpSampling2D", "u", {"interpolation": "bilinear"}),
            [("torch", "3.9", "UpSampling2D needs the package torchvision")],
        ),
        (
            Layer("Resize", "r", {"size": [3, 4]}, package="keras.src.ops.image"),
            [("torch", "3.9", "Resize needs the package torchvision")],
        ),
        (
            Layer("ConvTranspose", "t", {"strides": 2}, package="keras.src.ops.nn"),
            [("torch", "3.15", "ConvTranspose may give other numbers")],
        ),
        (Layer("AveragePooling1D", "p", {"padding": "valid"}), []),
        (
            Layer("AveragePooling1D", "p", {"padding": "same"}),
            [("torch", "3.5", 'AveragePooling1D with padding="same" may give other numbers')],
        ),
    ],
)
def test_layers(layer: Layer, known: list[tuple[str, str, str]]) -> None:
    assert list(in_layer(layer)) == known


@pytest.mark.parametrize(
    ("cell", "masked", "count"), [("LSTMCell", True, 1), ("LSTMCell", False, 0), ("GRUCell", True, 0)]
)
def test_cells_of_several_states_under_a_mask(cell: str, masked: bool, count: int) -> None:
    stacked = Layer("StackedRNNCells", "stacked", {}, parts={"cells.0": Layer(cell, "cell", {"units": 3})})
    rnn = Layer("RNN", "rnn", {}, parts={"cell": stacked})
    kwargs = {"mask": ref("m")} if masked else {}
    model = functional(
        [input_layer("x", 5, 4), input_layer("m", 5), rnn], [Call("rnn", 0, (ref("x"),), kwargs)], ["x", "m"], "rnn"
    )
    assert [found.backend for found in mistakes(model)] == ["jax"] * count


def test_says_where_it_stands_and_what_to_do() -> None:
    mistake = Mistake("torch", "3.15", "model / up", "Conv2DTranspose with this padding gives other numbers")
    finding = mistake.finding()
    assert finding.severity is Severity.NOTE
    assert finding.sentence() == (
        "model / up: Conv2DTranspose with this padding gives other numbers in Keras before 3.15 on PyTorch. "
        "Use Keras 3.15 or newer there, or another backend."
    )


@pytest.mark.parametrize(
    ("version", "backend", "concerned"),
    [("3.8.0", "torch", True), ("3.15.1", "torch", False), ("3.8.0", "jax", False), ("3.14.1", "torch", True)],
)
def test_concerns_older_versions_on_its_backend(version: str, backend: str, concerned: bool) -> None:
    assert Mistake("torch", "3.15", "", "").concerns(version, backend) is concerned
