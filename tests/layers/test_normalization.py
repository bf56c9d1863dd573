"""Normalization layers against the installed Keras."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.describe import describe
from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

Shape = tuple[int | None, ...]
CASES: list[tuple[str, dict[str, Any], Shape]] = [
    ("BatchNormalization", {}, (None, 5, 7)),
    ("BatchNormalization", {"axis": 1}, (None, 5, 7)),
    ("BatchNormalization", {"scale": False}, (None, 7)),
    ("BatchNormalization", {"center": False}, (None, 5, 4, 7)),
    ("BatchNormalization", {"scale": False, "center": False}, (None, 7)),
    ("LayerNormalization", {}, (None, 5, 7)),
    ("LayerNormalization", {"axis": 1}, (None, 5, 7)),
    ("LayerNormalization", {"axis": [1, 2]}, (None, 5, 7, 3)),
    ("LayerNormalization", {"axis": [-1, -3]}, (None, 5, 7, 3)),
    ("LayerNormalization", {"scale": False}, (None, 7)),
    ("LayerNormalization", {"center": False}, (None, 7)),
    ("GroupNormalization", {"groups": 2}, (None, 5, 6)),
    ("GroupNormalization", {"groups": 3, "axis": 1}, (None, 6, 5, 4)),
    ("GroupNormalization", {"groups": -1}, (None, 5, 6)),
    ("GroupNormalization", {"groups": 6, "scale": False}, (None, 5, 6)),
    ("UnitNormalization", {"axis": [1, 2]}, (None, 5, 7)),
    ("RMSNormalization", {}, (None, 5, 7)),
    ("RMSNormalization", {"axis": [1, 2]}, (None, 5, 7)),
    ("Normalization", {}, (None, 5, 7)),
    ("Normalization", {"axis": 1}, (None, 5, 7)),
    ("Normalization", {"axis": [1, 2]}, (None, 5, 7)),
    ("Normalization", {"axis": None}, (None, 5, 7)),
    ("Normalization", {"mean": [3.0], "variance": [2.0]}, (None, 7)),
]


@pytest.mark.parametrize(("kind", "config", "shape"), CASES)
def test_same(keras: RealKeras, kind: str, config: dict[str, Any], shape: Shape) -> None:
    assert_same(keras, made(kind, **config), called(shape))


def test_mixed_precision(keras: RealKeras) -> None:
    assert_same(keras, made("BatchNormalization", dtype="mixed_float16"), called((None, 7)))


def test_renormalization(keras: RealKeras) -> None:
    assert_same(keras, made("BatchNormalization", renorm=True), called((None, 5, 7)))


REFUSED: list[tuple[str, dict[str, Any], Shape, str]] = [
    ("BatchNormalization", {"axis": 3}, (None, 5, 7), "axis 3"),
    ("GroupNormalization", {"groups": 4}, (None, 5, 6), "4 groups do not divide"),
]


@pytest.mark.parametrize(("kind", "config", "shape", "sentence"), REFUSED)
def test_refuses(keras: RealKeras, kind: str, config: dict[str, Any], shape: Shape, sentence: str) -> None:
    assert_both_refuse(keras, made(kind, **config), called(shape), sentence)


def test_several_axes_keep_their_places() -> None:
    found = describe(made("BatchNormalization", axis=[1, -1], center=False), called((None, 5, 4, 7)))[0]
    assert {variable.shape for variable in found.variables} == {(1, 5, 1, 7)}
