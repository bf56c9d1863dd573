"""RandomHeight and RandomWidth are gone; outside training they did nothing.

Symptom: Unknown layer: 'RandomHeight'
Symptom: Unknown layer: 'RandomWidth'
Symptom: Could not locate class 'RandomHeight'
https://github.com/keras-team/keras/issues/18467

Before: RandomHeight(factor=0.2)
After: Activation("linear")
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSY)

KEYS = ("factor", "interpolation", "seed", "rng_type", "force_generator")


@rule.in_context("RandomHeight", "RandomWidth")
def pass_through(layer: Layer, context: Context) -> Upgraded:
    plain = replace(layer.with_config({"activation": "linear"}, drop=KEYS), class_name="Activation")
    finding = context.attention(
        "augmentation_lost",
        f"{layer.class_name} passes images through unchanged: the trained model computes the same",
        advice="To train on, stretch the images in the input pipeline.",
    )
    return Upgraded(plain, findings=(finding,))
