"""Layers that move numbers, against the installed Keras."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.layers._description import Inputs, Spec
from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

Shape = tuple[int | None, ...]
CASES: list[tuple[str, dict[str, Any], Shape]] = [
    ("Flatten", {}, (None, 5, 7)),
    ("Flatten", {}, (None, 5)),
    ("Flatten", {}, (3,)),
    ("Flatten", {}, (2, None, 7)),
    ("Flatten", {"data_format": "channels_first"}, (None, 5, 7, 3)),
    ("Reshape", {"target_shape": [7, 5]}, (None, 5, 7)),
    ("Reshape", {"target_shape": [-1, 7]}, (None, 5, 7, 2)),
    ("Reshape", {"target_shape": [5, -1]}, (3, 5, 7)),
    ("Reshape", {"target_shape": [-1]}, (None, 5, 7)),
    ("Reshape", {"target_shape": [-1, 7]}, (None, None, 7)),
    ("Permute", {"dims": [2, 1]}, (None, 5, 7)),
    ("Permute", {"dims": [3, 1, 2]}, (None, 5, None, 3)),
    ("RepeatVector", {"n": 4}, (None, 5)),
    ("Cropping1D", {"cropping": [1, 2]}, (None, 9, 3)),
    ("Cropping1D", {"cropping": 2}, (None, None, 3)),
    ("Cropping2D", {"cropping": [[1, 2], [0, 3]]}, (None, 9, 8, 3)),
    ("Cropping2D", {"cropping": [1, 2]}, (None, 9, 8, 3)),
    ("Cropping2D", {"cropping": [[1, 2], [0, 3]], "data_format": "channels_first"}, (None, 3, 9, 8)),
    ("Cropping3D", {"cropping": [[1, 2], [0, 3], [1, 1]]}, (None, 9, 8, 7, 3)),
    ("ZeroPadding1D", {"padding": [1, 2]}, (None, 9, 3)),
    ("ZeroPadding2D", {"padding": [[1, 2], [0, 3]]}, (None, 9, 8, 3)),
    ("ZeroPadding2D", {"padding": 2, "data_format": "channels_first"}, (None, 3, 9, None)),
    ("ZeroPadding3D", {"padding": [[1, 2], [0, 3], [1, 1]]}, (None, 9, 8, 7, 3)),
    ("UpSampling1D", {"size": 3}, (None, 9, 4)),
    ("UpSampling2D", {"size": [2, 3]}, (None, 9, 8, 3)),
    ("UpSampling2D", {"size": [2, 3], "data_format": "channels_first"}, (None, 3, 9, None)),
    ("UpSampling3D", {"size": [2, 3, 1]}, (None, 9, 8, 7, 3)),
]


@pytest.mark.parametrize(("kind", "config", "shape"), CASES)
def test_same(keras: RealKeras, kind: str, config: dict[str, Any], shape: Shape) -> None:
    assert_same(keras, made(kind, **config), called(shape))


def test_keeps_integers(keras: RealKeras) -> None:
    assert_same(keras, made("Flatten"), Inputs((Spec((None, 5, 7), "int32"),)))


REFUSED: list[tuple[str, dict[str, Any], Shape, str]] = [
    ("Reshape", {"target_shape": [7, 6]}, (None, 5, 7), "another number of elements"),
    ("Reshape", {"target_shape": [-1, 6]}, (None, 5, 7), "another number of elements"),
    ("Permute", {"dims": [2, 1]}, (None, 5, 7, 3), "name other axes"),
    ("RepeatVector", {"n": 4}, (None, 5, 7), "repeats a vector"),
    ("Cropping1D", {"cropping": [5, 4]}, (None, 9, 3), "5+4 off an axis of 9"),
    ("ZeroPadding2D", {"padding": 1}, (None, 9, 3), "needs 4 dimensions"),
]


@pytest.mark.parametrize(("kind", "config", "shape", "sentence"), REFUSED)
def test_refuses(keras: RealKeras, kind: str, config: dict[str, Any], shape: Shape, sentence: str) -> None:
    assert_both_refuse(keras, made(kind, **config), called(shape), sentence)
