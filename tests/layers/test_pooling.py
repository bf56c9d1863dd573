"""Pooling against the installed Keras."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from rekeras.describe import describe
from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

SPATIAL: dict[int, tuple[int | None, ...]] = {1: (11,), 2: (11, 8), 3: (7, 8, None)}
POOLS: dict[int, list[int]] = {1: [3], 2: [3, 2], 3: [3, 2, 4]}
STRIDES: dict[int, list[int]] = {1: [2], 2: [1, 3], 3: [2, 3, 1]}


def given(rank: int, data_format: str) -> tuple[int | None, ...]:
    return (None, *SPATIAL[rank], 6) if data_format == "channels_last" else (None, 6, *SPATIAL[rank])


@pytest.mark.parametrize(
    ("kind", "rank", "padding", "strided", "data_format"),
    list(product(("Max", "Average"), (1, 2, 3), ("valid", "same"), (True, False), ("channels_last", "channels_first"))),
)
def test_pooling(keras: RealKeras, kind: str, rank: int, padding: str, strided: bool, data_format: str) -> None:
    config: dict[str, Any] = {"pool_size": POOLS[rank], "padding": padding, "data_format": data_format}
    config["strides"] = STRIDES[rank] if strided else None
    assert_same(keras, made(f"{kind}Pooling{rank}D", **config), called(given(rank, data_format)))


@pytest.mark.parametrize(
    ("kind", "rank", "keepdims", "data_format"),
    list(product(("Max", "Average"), (1, 2, 3), (True, False), ("channels_last", "channels_first"))),
)
def test_global_pooling(keras: RealKeras, kind: str, rank: int, keepdims: bool, data_format: str) -> None:
    layer = made(f"Global{kind}Pooling{rank}D", keepdims=keepdims, data_format=data_format)
    assert_same(keras, layer, called(given(rank, data_format)))


@pytest.mark.parametrize(("kind", "rank"), list(product(("Max", "Average"), (1, 2, 3))))
def test_adaptive_pooling(keras: RealKeras, kind: str, rank: int) -> None:
    layer = made(f"Adaptive{kind}Pooling{rank}D", output_size=POOLS[rank])
    assert_same(keras, layer, called((None, *(11, 8, 9)[:rank], 6)))


def test_two_is_what_keras_2_pools_without_saying() -> None:
    description, _findings = describe(made("MaxPooling2D"), called((None, 11, 8, 6)))
    assert description.outputs.shape == (None, 5, 4, 6)


def test_refuses_what_is_too_small(keras: RealKeras) -> None:
    assert_both_refuse(keras, made("MaxPooling2D", pool_size=[2, 9]), called((None, 11, 8, 6)), "windows of 9")


def test_refuses_other_ranks(keras: RealKeras) -> None:
    assert_both_refuse(keras, made("GlobalMaxPooling2D"), called((None, 8, 6)), "needs inputs of 4 dimensions")
