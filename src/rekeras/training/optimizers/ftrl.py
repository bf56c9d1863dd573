"""Ftrl: the same formula since TensorFlow 1.14; the multi-backend Keras had none.

With `l2_shrinkage_regularization_strength`, TensorFlow 2.3 stored ``linear`` multiplied by the learning rate; the
version of Keras that it gives is that of TensorFlow 2.4, too.
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/optimizers/legacy/ftrl.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import ITERATIONS, Era, Family, Layout, Saved, each
from rekeras.training._saved_state import StateError

UNSURE = (2, 4, 0)


def _layout(_config: Mapping[str, Any]) -> Layout:
    return (each("accumulator", "linear"),)


def _stored(saved: Saved) -> Layout:
    if saved.version == UNSURE and saved.config.get("l2_shrinkage_regularization_strength"):
        raise StateError("with `l2_shrinkage_regularization_strength`, TensorFlow 2.3 and 2.4 stored it differently")
    rest = _layout(saved.config)
    return rest if saved.era in (Era.NEW, Era.KERAS_3) else (ITERATIONS, *rest)


family = Family(
    __name__,
    ("Ftrl",),
    {
        "learning_rate_power": -0.5,
        "initial_accumulator_value": 0.1,
        "l1_regularization_strength": 0.0,
        "l2_regularization_strength": 0.0,
        "l2_shrinkage_regularization_strength": 0.0,
        "beta": 0.0,
    },
    _layout,
    _stored,
    {"accumulator": ("accumulator",), "linear": ("linear",)},
)
