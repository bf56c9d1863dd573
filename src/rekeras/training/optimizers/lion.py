"""Lion: the same formula since TensorFlow 2.13, which had it first.

https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/optimizers/lion.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import Family, Layout, Saved, each


def _layout(_config: Mapping[str, Any]) -> Layout:
    return (each("momentum"),)


def _stored(saved: Saved) -> Layout:
    return _layout(saved.config)


family = Family(
    __name__,
    ("Lion",),
    {"beta_1": 0.9, "beta_2": 0.99},
    _layout,
    _stored,
    {"momentum": ("m", "momentum")},
)
