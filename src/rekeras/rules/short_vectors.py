"""Dot with `normalize` and UnitNormalization bring vectors shorter than 1e-6 closer to length one than before.

Both divide by the length, and keep the division from zero: Keras 2 by a least square of 1e-12, Keras 3 by a smaller
least length. Vectors of zeros stay zeros in both.

Symptom: UnitNormalization gives other values for vectors that are nearly zero
https://github.com/keras-team/keras/blob/master/keras/src/utils/numerical_utils.py
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.MANUAL)


@rule.in_context("Dot", "UnitNormalization")
def note_short_vectors(layer: Layer, context: Context) -> Upgraded | None:
    if layer.class_name == "Dot" and not layer.config.get("normalize"):
        return None
    found = f"{layer.class_name} makes vectors shorter than 1e-6 longer in Keras 3 than before; all others are equal"
    return Upgraded(findings=(context.note("short_vectors", found),))
