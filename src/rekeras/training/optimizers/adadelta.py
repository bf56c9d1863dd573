"""Adadelta: the same formula in every Keras, with `epsilon` inside both square roots.

https://github.com/keras-team/keras/blob/2.3.1/keras/optimizers.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import ITERATIONS, Era, Family, Layout, Saved, each


def _layout(_config: Mapping[str, Any]) -> Layout:
    return (each("accumulated_grad", "accumulated_delta_var"),)


def _stored(saved: Saved) -> Layout:
    if saved.era in (Era.NEW, Era.KERAS_3):
        return _layout(saved.config)
    return (ITERATIONS, each("accumulated_grad"), each("accumulated_delta_var"))


family = Family(
    __name__,
    ("Adadelta",),
    {"rho": 0.95, "epsilon": 1e-7},
    _layout,
    _stored,
    {
        "accumulated_grad": ("accum_grad", "accumulated_grad"),
        "accumulated_delta_var": ("accum_var", "accumulated_delta_var"),
    },
)
