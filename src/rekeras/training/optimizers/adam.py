"""Adam, AMSGrad and AdamW: the same formula in every Keras.

``lr_t = lr sqrt(1 - beta_2^t) / (1 - beta_1^t)``, ``w -= lr_t m / (sqrt(v) + epsilon)``; with ``amsgrad`` the largest
``v`` so far stands for ``v``.

Keras 2.1.3 to 2.3 also stored one number for each variable in the place of the largest ``v`` where ``amsgrad`` is off.
https://github.com/keras-team/keras/blob/2.3.1/keras/optimizers.py
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/optimizers/adam.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.training._family import ITERATIONS, Each, Era, Family, Layout, Saved, each


def _layout(config: Mapping[str, Any]) -> Layout:
    return (each("momentum", "velocity"), *((each("velocity_hat"),) if config["amsgrad"] else ()))


def _stored(saved: Saved) -> Layout:
    if saved.era in (Era.NEW, Era.KERAS_3):
        return _layout({"amsgrad": saved.config.get("amsgrad", False)})
    moments: Layout = (ITERATIONS, each("momentum"), each("velocity"))
    if saved.config.get("amsgrad"):
        return (*moments, each("velocity_hat"))
    if saved.era is Era.KERAS and "amsgrad" in saved.config:
        return (*moments, Each(("velocity_hat",), used=False))
    return moments


family = Family(
    __name__,
    ("Adam", "AdamW"),
    {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": False},
    _layout,
    _stored,
    {"momentum": ("m", "momentum"), "velocity": ("v", "velocity"), "velocity_hat": ("vhat", "velocity_hat")},
)
