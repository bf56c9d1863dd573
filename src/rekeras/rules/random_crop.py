"""RandomCrop no longer scales images outside training; Keras 2 gave the largest window of the wanted aspect ratio.

Nobody sees an error: the model loads, and images of another size come out.

Symptom: RandomCrop returns images of the input's size at inference
https://github.com/keras-team/keras/blob/v2.15.0/keras/layers/preprocessing/image_preprocessing.py

Before: RandomCrop(height=4, width=4)
After: Resizing(height=4, width=4, crop_to_aspect_ratio=True)

Up to TensorFlow 2.6 the image was scaled first and its middle taken then: Resizing(height=6, width=4) and Cropping2D.
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Finding, Safety
from rekeras.rules._drawing import drawing_for
from rekeras.rules._elementwise import known_sizes
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSY)

FIRST_TO_CROP_FIRST = (2, 7)
DEAD = ("seed", "rng_type", "force_generator")


@rule.in_context("RandomCrop")
def write_as_resizing(layer: Layer, context: Context) -> Upgraded:
    finding = context.attention(
        "augmentation_lost",
        "RandomCrop became the Resizing that it was outside training: the trained model computes the same",
        advice="To train on, crop the images in the input pipeline.",
    )
    if context.source.version[:2] < FIRST_TO_CROP_FIRST:
        cropped = _cropped_after(layer, context) if context.source.version else None
        return Upgraded(cropped, findings=(finding if cropped else _refusal(context),))
    config = {"interpolation": "bilinear", "crop_to_aspect_ratio": True, "data_format": "channels_last"}
    resizing = replace(layer.with_config(config, drop=DEAD), class_name="Resizing")
    return Upgraded(resizing, findings=(finding,))


def _cropped_after(layer: Layer, context: Context) -> Layer | None:
    """The image made as small as it may be, and its middle; None where its size is not known."""
    draw, sizes = drawing_for(layer, context), known_sizes(context)
    if draw is None or sizes is None or len(sizes) != 3:
        return None
    rows, columns, _channels = sizes
    height, width = layer.config["height"], layer.config["width"]
    tall = rows / columns > height / width
    size = [int(width * rows / columns), width] if tall else [height, int(height * columns / rows)]
    resizing = {"height": size[0], "width": size[1], "interpolation": "bilinear", "data_format": "channels_last"}
    resized = draw("Resizing", "resized", draw.inputs[0], resizing | {"crop_to_aspect_ratio": False})
    over = [given - wanted for given, wanted in zip(size, (height, width), strict=True)]
    cropping = {"cropping": [[one // 2, one - one // 2] for one in over], "data_format": "channels_last"}
    return draw.model(draw("Cropping2D", "middle", resized, cropping))


def _refusal(context: Context) -> Finding:
    return context.refusal(
        "random_crop",
        f"RandomCrop of Keras {context.source.keras_version or '(unknown version)'} scales images in its own way "
        "outside training",
        expected="images of a known size, in a file that says its version",
        advice="Replace it with CenterCrop or Resizing in the original framework and save again.",
    )
