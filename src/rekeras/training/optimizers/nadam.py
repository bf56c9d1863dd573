"""Nadam: Keras 3 warms its momentum up within a hundred steps, the eras before TensorFlow 2.11 within 250 times that.

The momentum of step t is ``beta_1 (1 - 0.5 * 0.96^(t schedule_decay))`` with a `schedule_decay` of 0.004; Keras 3 has 1
in its place and no argument for it. The product of these momenta up to step t stands in the state; where a file lacks
it, it follows from the number of steps.
https://github.com/keras-team/keras/blob/2.3.1/keras/optimizers.py
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/optimizers/legacy/nadam.py
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from rekeras.training._family import ITERATIONS, Era, Family, Layout, Own, Saved, Translated, differs, each

PRODUCT = Own("u_product")
LONG = 10_000
"""Steps after which the product is 0 in any case."""


def _layout(_config: Mapping[str, Any]) -> Layout:
    return (each("momentum", "velocity"), PRODUCT)


def _stored(saved: Saved) -> Layout:
    if saved.era in (Era.NEW, Era.KERAS_3):
        return (PRODUCT, each("momentum", "velocity"), PRODUCT)  # first up to Keras 3.9, then last
    return (ITERATIONS, PRODUCT, each("momentum"), each("velocity"))


def _derived(saved: Saved, steps: int, trained: int) -> Mapping[str, float]:
    """The product; graphs of TensorFlow 2.11 and later multiplied it once for each variable that they train."""
    beta, decay = saved.config.get("beta_1", 0.9), 1.0 if saved.era in (Era.NEW, Era.KERAS_3) else _decay(saved)
    product = prod(beta * (1.0 - 0.5 * 0.96 ** (step * decay)) for step in range(1, min(steps, LONG) + 1))
    return {PRODUCT.word: product**trained if saved.era is Era.NEW else product}


def _decay(saved: Saved) -> float:
    return float(saved.config.get("schedule_decay", saved.config.get("decay", 0.004)))


def _adapt(saved: Saved, translated: Translated) -> Translated:
    if saved.era in (Era.NEW, Era.KERAS_3):
        return translated
    return translated.but(
        differs(
            f"Nadam of Keras 3 warms its momentum up by 0.96^t, here it was 0.96^({_decay(saved):g} t)",
            "for some thousand steps its steps have another size and direction, by up to half of a step",
            "To go on as before use Adam, or take this as a new start of the warm-up.",
        )
    )


family = Family(
    __name__,
    ("Nadam",),
    {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7},
    _layout,
    _stored,
    {"momentum": ("m", "momentum"), "velocity": ("v", "velocity")},
    _adapt,
    since="3.12",
    derived=_derived,
)
