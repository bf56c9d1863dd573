"""Adagrad: Keras 3 has `epsilon` inside the square root, where it was outside up to TensorFlow 2.10.

The accumulator of the multi-backend Keras starts at 0, of all others at `initial_accumulator_value`.
https://github.com/keras-team/keras/blob/2.3.1/keras/optimizers.py
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/optimizers/legacy/adagrad.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import ITERATIONS, Era, Family, Layout, Saved, Translated, each, inside_the_root


def _layout(_config: Mapping[str, Any]) -> Layout:
    return (each("accumulator"),)


def _stored(saved: Saved) -> Layout:
    rest = _layout(saved.config)
    return rest if saved.era in (Era.NEW, Era.KERAS_3) else (ITERATIONS, *rest)


def _adapt(saved: Saved, translated: Translated) -> Translated:
    if saved.era is Era.KERAS:
        translated = translated.but(initial_accumulator_value=0.0)
    return inside_the_root(saved, translated)


family = Family(
    __name__,
    ("Adagrad",),
    {"initial_accumulator_value": 0.1, "epsilon": 1e-7},
    _layout,
    _stored,
    {"accumulator": ("accumulator",)},
    _adapt,
)
