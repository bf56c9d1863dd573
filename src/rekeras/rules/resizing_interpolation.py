"""Resizing and UpSampling2D know fewer interpolations, and not every backend computes bicubic alike.

Symptom: Invalid value for argument 'interpolation'. Expected of one ('bilinear','nearest','lanczos3','lanczos5','bicubic','area')
Symptom: Invalid value for argument `interpolation`. Expected of one
https://github.com/keras-team/keras/issues/19108

`gaussian` and `mitchellcubic` are gone everywhere; `area` exists with TensorFlow only, Lanczos with TensorFlow and JAX only;
bicubic differs by 0.3 with PyTorch and by 0.002 with JAX.
"""  # noqa: E501 - error texts stay on one line, to be found

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.MANUAL)

GONE = ("gaussian", "mitchellcubic")
NOT_EVERYWHERE = {
    "area": "only the TensorFlow backend has it",
    "lanczos3": "PyTorch does not have it",
    "lanczos5": "PyTorch does not have it",
    "bicubic": "only the TensorFlow backend gives the old numbers",
}


@rule.in_context("Resizing", "UpSampling2D")
def judge_interpolation(layer: Layer, context: Context) -> Upgraded | None:
    interpolation = str(layer.config.get("interpolation")).lower()
    if interpolation in GONE:
        advice = "Replace it with another interpolation in the original framework and save again."
        return Upgraded(
            findings=(context.refusal("interpolation", f"Keras 3 has no {interpolation} interpolation", advice=advice),)
        )
    if interpolation not in NOT_EVERYWHERE:
        return None
    found = f"{interpolation} interpolation: {NOT_EVERYWHERE[interpolation]}"
    return Upgraded(findings=(context.attention("interpolation", found, advice="Run it with TensorFlow."),))
