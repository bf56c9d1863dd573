"""Adafactor: the same formula since TensorFlow 2.12, which had it first.

For a variable of two axes or more it keeps the averages of rows and of columns; for others Keras 3 keeps a number in
their place that it does not use.
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/optimizers/adafactor.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive.tensors import Shape
from rekeras.training._family import Each, Era, Family, Layout, Saved

WORDS = ("row", "column", "velocity")


def _shape(word: str, shape: Shape) -> Shape:
    if word == "velocity":
        return shape
    if len(shape) < 2:
        return ()
    return shape[:-1] if word == "row" else (*shape[:-2], shape[-1])


def _layout(_config: Mapping[str, Any]) -> Layout:
    return (Each(WORDS, shape=_shape),)


def _stored(saved: Saved) -> Layout:
    if saved.era is Era.KERAS_3:
        return _layout(saved.config)
    return (Each(WORDS, shape=lambda word, shape: _shape(word, shape) or None),)


family = Family(
    __name__,
    ("Adafactor",),
    {"beta_2_decay": -0.8, "epsilon_1": 1e-30, "epsilon_2": 1e-3, "clip_threshold": 1.0, "relative_step": True},
    _layout,
    _stored,
    {"row": ("r",), "column": ("c",), "velocity": ("v",)},
)
