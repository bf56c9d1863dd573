"""Resizing and UpSampling2D know fewer interpolations, and not every backend computes bicubic alike.

Symptom: Invalid value for argument 'interpolation'. Expected of one ('bilinear','nearest','lanczos3','lanczos5','bicubic','area')
Symptom: Invalid value for argument `interpolation`. Expected of one
https://github.com/keras-team/keras/issues/19108

Before: Resizing(3, 7, interpolation="gaussian")                           (on images of 5 x 6 x 2)
After: EinsumDense("abcd,bx->axcd", [3, 6, 2]), EinsumDense("abcd,cx->abxd", [3, 7, 2]), both constant

`gaussian` and `mitchellcubic` are gone everywhere; `area` exists with TensorFlow only, Lanczos with TensorFlow and JAX only;
bicubic differs by 0.3 with PyTorch and by 0.002 with JAX. As matrices, they are the same everywhere; that takes images of
a known size.
"""  # noqa: E501 - error texts stay on one line, to be found

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._spatial import per_axis
from rekeras.records import Safety
from rekeras.rules._resized import by_matrices, images_into
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT)

GONE = ("gaussian", "mitchellcubic")
NOT_EVERYWHERE = {
    "area": "only the TensorFlow backend has it",
    "lanczos3": "PyTorch does not have it",
    "lanczos5": "PyTorch does not have it",
    "bicubic": "only the TensorFlow backend gives the old numbers",
}


@rule.in_context("Resizing", "UpSampling2D")
def write_as_matrices(layer: Layer, context: Context) -> Upgraded | None:
    interpolation = str(layer.config.get("interpolation")).lower()
    if interpolation not in GONE and interpolation not in NOT_EVERYWHERE:
        return None
    size = None if layer.config.get("crop_to_aspect_ratio") else _size(layer, context)
    resized = by_matrices(layer, context, interpolation, size) if size else None
    if resized:
        return Upgraded(resized, f"{interpolation} interpolation is written as constant matrices")
    if interpolation in NOT_EVERYWHERE:
        found = f"{interpolation} interpolation: {NOT_EVERYWHERE[interpolation]}"
        return Upgraded(findings=(context.attention("interpolation", found, advice="Run it with TensorFlow."),))
    refusal = context.refusal(
        "interpolation",
        f"Keras 3 has no {interpolation} interpolation, and the size of the images is not known",
        expected="images of a known size, without crop_to_aspect_ratio",
        advice="Give the model its input shape in the original framework, or another interpolation.",
    )
    return Upgraded(findings=(refusal,))


def _size(layer: Layer, context: Context) -> tuple[int, int] | None:
    """Rows and columns of the result."""
    images, config = images_into(layer, context), layer.config
    if images is None:
        return None
    if layer.class_name == "Resizing":
        declared: Any = config.get("height"), config.get("width")
        return declared if all(isinstance(size, int) for size in declared) else None
    rows, columns = per_axis(config["size"], 2)
    return images[1] * rows, images[2] * columns
