"""Lamb: an optimizer of Keras 3 alone.

https://github.com/keras-team/keras/blob/v3.15.0/keras/src/optimizers/lamb.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import Family, Layout, Saved, each


def _layout(_config: Mapping[str, Any]) -> Layout:
    return (each("momentum", "velocity"),)


def _stored(saved: Saved) -> Layout:
    return _layout(saved.config)


family = Family(
    __name__,
    ("Lamb",),
    {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
    _layout,
    _stored,
    since="3.5",
)
