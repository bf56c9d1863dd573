"""RMSprop: Keras 3 has `epsilon` inside the square root, where most eras had it outside.

Keras 3 and TensorFlow 2.11: ``g / sqrt(v + epsilon)``. Before: ``g / (sqrt(v) + epsilon)``; only the momentum of
``OptimizerV2`` was inside. With the square of `epsilon` inside both are `epsilon` where ``v`` is 0 and the same where
``v`` is large; they differ where gradients are as small as `epsilon` itself.
https://github.com/keras-team/keras/blob/2.3.1/keras/optimizers.py
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/optimizers/legacy/rmsprop.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import ITERATIONS, Era, Family, Layout, Saved, Translated, each, inside_the_root


def _layout(config: Mapping[str, Any]) -> Layout:
    momentum = (each("momentum"),) if config["momentum"] > 0 else ()
    average = (each("average_gradient"),) if config["centered"] else ()
    return (each("velocity"), *momentum, *average)


def _stored(saved: Saved) -> Layout:
    rest = _layout({"momentum": 0.0, "centered": False} | dict(saved.config))
    return rest if saved.era in (Era.NEW, Era.KERAS_3) else (ITERATIONS, *rest)


def _adapt(saved: Saved, translated: Translated) -> Translated:
    if saved.era is Era.V2 and translated.config["momentum"] > 0:
        return translated
    return inside_the_root(saved, translated)


family = Family(
    __name__,
    ("RMSprop",),
    {"rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": False},
    _layout,
    _stored,
    {"velocity": ("rms", "velocity"), "momentum": ("momentum",), "average_gradient": ("mg", "average_gradient")},
    _adapt,
)
