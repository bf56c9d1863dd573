"""BatchNormalization takes one axis as an integer; TensorFlow 2 wrote a list of one.

Symptom: int() argument must be a string, a bytes-like object or a real number, not 'list'
https://github.com/keras-team/keras/issues/19089

Before: BatchNormalization(axis=[3])
After: BatchNormalization(axis=3)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.in_context("BatchNormalization")
def take_single_axis(layer: Layer, context: Context) -> Layer | Upgraded | None:
    axis = layer.config.get("axis", -1)
    if isinstance(axis, int):
        return None
    if isinstance(axis, list | tuple) and len(axis) == 1:
        return layer.with_config({"axis": axis[0]})
    refusal = context.refusal(
        "several_axes",
        f"BatchNormalization over the axes {axis}",
        expected="one axis, which is all that Keras 3 normalises over",
        advice="Keep this model in the framework that made it, or report it to rekeras.",
    )
    return Upgraded(findings=(refusal,))
