"""Convolutional LSTMs against the installed Keras."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

SPATIAL: dict[int, tuple[int, ...]] = {1: (11,), 2: (11, 8), 3: (7, 8, 9)}
SIZES: dict[int, list[int]] = {1: [3], 2: [3, 2], 3: [3, 2, 4]}


@pytest.mark.parametrize(
    ("rank", "padding", "config"),
    list(
        product(
            (1, 2, 3),
            ("valid", "same"),
            (
                {"return_sequences": True, "return_state": True},
                {"strides": 2},
                {"dilation_rate": 2, "use_bias": False, "return_sequences": True},
            ),
        )
    ),
)
def test_conv_lstm(keras: RealKeras, rank: int, padding: str, config: dict[str, Any]) -> None:
    layer = made(f"ConvLSTM{rank}D", filters=4, kernel_size=SIZES[rank], padding=padding, **config)
    assert_same(keras, layer, called((None, 5, *SPATIAL[rank], 6)))


def test_channels_first(keras: RealKeras) -> None:
    layer = made("ConvLSTM2D", filters=4, kernel_size=[3, 2], data_format="channels_first", return_sequences=True)
    assert_same(keras, layer, called((None, 5, 6, 11, 8)))


def test_refuses_what_is_too_small(keras: RealKeras) -> None:
    layer = made("ConvLSTM2D", filters=4, kernel_size=[3, 9])
    assert_both_refuse(keras, layer, called((None, 5, 11, 8, 6)), "windows of 9")
