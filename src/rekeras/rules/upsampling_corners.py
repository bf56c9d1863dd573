"""Bilinear UpSampling2D samples at pixel centres since TensorFlow 2; before, at their corners.

Nobody sees an error: the model loads, and its images are shifted by half a pixel.

Symptom: bilinear UpSampling2D of an old Keras model is shifted in Keras 3
https://github.com/tensorflow/tensorflow/issues/6720

Before: UpSampling2D(size=[2, 2], interpolation="bilinear")          (standalone Keras)
After: UpSampling2D(size=[2, 2], interpolation="nearest"), AveragePooling2D(pool_size=[2, 2], strides=1, padding="same")

The value at place 2 q + r of the old result is the mean of the two nearest-neighbour values from there on, the last one
alone at the border: what pooling with `same` does for windows of two. Factors of 4, 8, … do it repeatedly. For other
factors, images of a known size are multiplied by two constant matrices (EinsumDense).
"""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Layer
from rekeras.layers._spatial import per_axis
from rekeras.records import Finding, Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._resized import by_matrices, images_into
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.4", safety=Safety.EXACT)


@rule.in_context("UpSampling2D")
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    version = context.source.version
    if layer.config.get("interpolation") != "bilinear" or context.source.is_tf_keras or version[:2] >= (2, 4):
        return None
    size = layer.config.get("size")
    steps = _doublings(size)
    if not version or context.source.backend not in ("", "tensorflow"):
        return Upgraded(findings=(_refusal(context, size),))
    if steps is None:
        resized = _by_matrices(layer, context)
        return Upgraded(resized) if resized else Upgraded(findings=(_refusal(context, size),))
    data_format = layer.config.get("data_format") or "channels_last"
    return Upgraded(in_place(layer, tuple(_steps(steps, data_format)), context))


def _by_matrices(layer: Layer, context: Context) -> Layer | None:
    images = images_into(layer, context)
    rows, columns = per_axis(layer.config["size"], 2)
    return images and by_matrices(layer, context, "corners", (images[1] * rows, images[2] * columns))


def _doublings(size: object) -> list[list[int]] | None:
    """The factors of two for rows and columns that make up the size; None where others are needed."""
    if not isinstance(size, list | tuple) or len(size) != 2:
        return None
    exponents = [factor.bit_length() - 1 if isinstance(factor, int) else -1 for factor in size]
    if any(exponent < 0 or 2**exponent != factor for exponent, factor in zip(exponents, size, strict=True)):
        return None
    return [[2 if step < exponent else 1 for exponent in exponents] for step in range(max(exponents))]


def _steps(steps: list[list[int]], data_format: str) -> Iterator[Layer]:
    for step, size in enumerate(steps):
        repeated = {"size": size, "interpolation": "nearest", "data_format": data_format}
        yield Layer("UpSampling2D", f"repeat_{step}", repeated)
        pooling = {"pool_size": size, "strides": [1, 1], "padding": "same", "data_format": data_format}
        yield Layer("AveragePooling2D", f"mean_{step}", pooling)


def _refusal(context: Context, size: object) -> Finding:
    return context.refusal(
        "upsampling_corners",
        f"bilinear UpSampling2D of size {size} in {context.source.backend or 'Keras'} before TensorFlow 2 samples at "
        "the corners of pixels, which Keras 3 cannot",
        expected="a size of 2, 4, 8 … or images of known size, and a file of TensorFlow with a Keras version",
        advice="Replace the layer in the original framework, or report it to rekeras.",
    )
