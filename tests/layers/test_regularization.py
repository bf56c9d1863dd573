"""Layers that act in training only, against the installed Keras."""

from __future__ import annotations

from typing import Any

import pytest

from tests.layers.compare import RealKeras, assert_same, called, made

CASES: list[tuple[str, dict[str, Any], tuple[int | None, ...]]] = [
    ("Dropout", {"rate": 0.3}, (None, 5)),
    ("SpatialDropout1D", {"rate": 0.3}, (None, 5, 7)),
    ("SpatialDropout2D", {"rate": 0.3}, (None, 5, 7, 3)),
    ("SpatialDropout3D", {"rate": 0.3}, (None, 5, 7, 4, 3)),
    ("GaussianDropout", {"rate": 0.3}, (None, 5)),
    ("GaussianNoise", {"stddev": 0.3}, (None, 5)),
    ("AlphaDropout", {"rate": 0.3}, (None, 5)),
    ("ActivityRegularization", {"l1": 0.3}, (None, 5)),
]


@pytest.mark.parametrize("dtype", ["float32", "mixed_bfloat16"])
@pytest.mark.parametrize(("kind", "config", "shape"), CASES)
def test_gives_its_input(
    keras: RealKeras, kind: str, config: dict[str, Any], shape: tuple[int | None, ...], dtype: str
) -> None:
    assert_same(keras, made(kind, dtype=dtype, **config), called(shape))
