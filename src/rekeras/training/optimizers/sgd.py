"""SGD, with momentum and Nesterov's: the same formula in every Keras.

``m = momentum m - lr g``, ``w += m``; with ``nesterov``, ``w += momentum m - lr g``. The multi-backend Keras stored
``m`` also where ``momentum`` is 0, and does not use it then.
https://github.com/keras-team/keras/blob/2.3.1/keras/optimizers.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import ITERATIONS, Era, Family, Layout, Saved, each


def _layout(config: Mapping[str, Any]) -> Layout:
    return (each("momentum"),) if config["momentum"] else ()


def _stored(saved: Saved) -> Layout:
    if saved.era in (Era.KERAS, Era.NEW):
        return (ITERATIONS, each("momentum"))
    return (ITERATIONS, *_layout({"momentum": saved.config.get("momentum", 0.0)}))


family = Family(
    __name__,
    ("SGD",),
    {"momentum": 0.0, "nesterov": False},
    _layout,
    _stored,
    {"momentum": ("momentum", "m")},
)
