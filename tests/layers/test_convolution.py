"""Convolutions against the installed Keras."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

SHAPES: dict[int, tuple[int | None, ...]] = {1: (None, 11, 6), 2: (None, 11, 8, 6), 3: (None, 11, 8, 9, 6)}
SIZES: dict[int, list[int]] = {1: [3], 2: [3, 2], 3: [3, 2, 4]}
STRIDES: dict[int, list[int]] = {1: [2], 2: [2, 3], 3: [2, 3, 1]}
DILATIONS: dict[int, list[int]] = {1: [2], 2: [2, 3], 3: [2, 3, 1]}

SPACINGS = [{}, {"strides": STRIDES}, {"dilation_rate": DILATIONS}]


def spaced(rank: int, spacing: dict[str, dict[int, list[int]]]) -> dict[str, Any]:
    return {key: values[rank] for key, values in spacing.items()}


@pytest.mark.parametrize(
    ("rank", "padding", "spacing", "data_format"),
    list(product((1, 2, 3), ("valid", "same"), SPACINGS, ("channels_last", "channels_first"))),
)
def test_conv(
    keras: RealKeras, rank: int, padding: str, spacing: dict[str, dict[int, list[int]]], data_format: str
) -> None:
    config = {"filters": 4, "kernel_size": SIZES[rank], "padding": padding, "data_format": data_format}
    layer = made(f"Conv{rank}D", **config, **spaced(rank, spacing))
    shape = SHAPES[rank] if data_format == "channels_last" else (None, 6, *SHAPES[rank][1:-1])
    assert_same(keras, layer, called(shape))


@pytest.mark.parametrize("config", [{"strides": 3}, {"dilation_rate": 4}, {"groups": 2}, {"use_bias": False}])
def test_causal(keras: RealKeras, config: dict[str, Any]) -> None:
    assert_same(keras, made("Conv1D", filters=4, kernel_size=3, padding="causal", **config), called((None, 11, 6)))


@pytest.mark.parametrize("shape", [(None, None, None, 6), (5, None, 8, 6), (None, 7, 9, 6)])
def test_unknown_sizes(keras: RealKeras, shape: tuple[int | None, ...]) -> None:
    assert_same(keras, made("Conv2D", filters=4, kernel_size=3, strides=2, groups=2), called(shape))


@pytest.mark.parametrize(
    ("rank", "padding", "config", "use_bias"),
    list(
        product(
            (1, 2, 3),
            ("valid", "same"),
            ({}, {"strides": STRIDES}, {"strides": 3, "output_padding": 2}, {"strides": 2, "output_padding": 0}),
            (True, False),
        )
    ),
)
def test_transposed(keras: RealKeras, rank: int, padding: str, config: dict[str, Any], use_bias: bool) -> None:
    given = {key: value[rank] if isinstance(value, dict) else value for key, value in config.items()}
    layer = made(
        f"Conv{rank}DTranspose", filters=4, kernel_size=SIZES[rank], padding=padding, use_bias=use_bias, **given
    )
    assert_same(keras, layer, called(SHAPES[rank]))


@pytest.mark.parametrize("dilation", [[2, 3], [1, 1]])
@pytest.mark.parametrize("padding", ["valid", "same"])
def test_transposed_dilated(keras: RealKeras, dilation: list[int], padding: str) -> None:
    config = {"filters": 4, "kernel_size": [4, 3], "dilation_rate": dilation, "padding": padding}
    assert_same(keras, made("Conv2DTranspose", **config), called((None, 5, 8, 6)))


@pytest.mark.parametrize(
    ("rank", "padding", "spacing", "multiplier", "kind"),
    list(product((1, 2), ("valid", "same"), SPACINGS, (1, 3), ("DepthwiseConv", "SeparableConv"))),
)
def test_depthwise_and_separable(
    keras: RealKeras, rank: int, padding: str, spacing: dict[str, dict[int, list[int]]], multiplier: int, kind: str
) -> None:
    config = {"kernel_size": SIZES[rank], "padding": padding, "depth_multiplier": multiplier, **spaced(rank, spacing)}
    if kind == "SeparableConv":
        config["filters"] = 4
    if "strides" in config:
        config["strides"] = 2
    assert_same(keras, made(f"{kind}{rank}D", **config), called(SHAPES[rank]))


def test_mixed_precision(keras: RealKeras) -> None:
    assert_same(keras, made("Conv2D", filters=4, kernel_size=3, dtype="mixed_float16"), called((None, 7, 9, 6)))


@pytest.mark.parametrize(
    ("config", "shape", "sentence"),
    [
        ({"filters": 4, "kernel_size": [3, 9]}, (None, 11, 8, 6), "windows of 9"),
        ({"filters": 4, "kernel_size": 3, "dilation_rate": 6}, (None, 11, 8, 6), "windows of 13"),
        ({"filters": 4, "kernel_size": 3, "groups": 4}, (None, 11, 8, 6), "4 groups"),
        ({"filters": 4, "kernel_size": 3}, (None, 11, 6), "needs inputs of 4 dimensions"),
    ],
)
def test_refuses(keras: RealKeras, config: dict[str, Any], shape: tuple[int | None, ...], sentence: str) -> None:
    assert_both_refuse(keras, made("Conv2D", **config), called(shape), sentence)


def test_output_padding_needs_a_larger_stride(keras: RealKeras) -> None:
    layer = made("Conv1DTranspose", filters=4, kernel_size=3, strides=2, output_padding=2)
    assert_both_refuse(keras, layer, called((None, 11, 6)), "output_padding of 2")
