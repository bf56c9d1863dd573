"""Adamax: the same formula in every Keras, ``w -= lr / (1 - beta_1^t) m / (u + epsilon)``.

https://github.com/keras-team/keras/blob/2.3.1/keras/optimizers.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import ITERATIONS, Era, Family, Layout, Saved, each


def _layout(_config: Mapping[str, Any]) -> Layout:
    return (each("momentum", "norm"),)


def _stored(saved: Saved) -> Layout:
    if saved.era in (Era.NEW, Era.KERAS_3):
        return _layout(saved.config)
    return (ITERATIONS, each("momentum"), each("norm"))


family = Family(
    __name__,
    ("Adamax",),
    {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
    _layout,
    _stored,
    {"momentum": ("m", "momentum"), "norm": ("v", "u", "norm")},
)
