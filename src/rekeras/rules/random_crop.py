"""RandomCrop no longer scales images outside training; Keras 2 gave the largest window of the wanted aspect ratio.

Nobody sees an error: the model loads, and images of another size come out.

Symptom: RandomCrop returns images of the input's size at inference
https://github.com/keras-team/keras/blob/v2.15.0/keras/layers/preprocessing/image_preprocessing.py

Before: RandomCrop(height=4, width=4)
After: Resizing(height=4, width=4, crop_to_aspect_ratio=True)
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSY)

FIRST_TO_SCALE = (2, 7)
DEAD = ("seed", "rng_type", "force_generator")


@rule.in_context("RandomCrop")
def write_as_resizing(layer: Layer, context: Context) -> Upgraded:
    if context.source.version[:2] < FIRST_TO_SCALE:
        refusal = context.refusal(
            "random_crop",
            f"RandomCrop of Keras {context.source.keras_version or '(unknown version)'} has another formula for images "
            "outside training",
            expected="a file of TensorFlow 2.7 or newer",
            advice="Replace it with CenterCrop or Resizing in the original framework and save again.",
        )
        return Upgraded(findings=(refusal,))
    config = {"interpolation": "bilinear", "crop_to_aspect_ratio": True, "data_format": "channels_last"}
    resizing = replace(layer.with_config(config, drop=DEAD), class_name="Resizing")
    finding = context.attention(
        "augmentation_lost",
        "RandomCrop became the Resizing that it was outside training: the trained model computes the same",
        advice="To train on, crop the images in the input pipeline.",
    )
    return Upgraded(resizing, findings=(finding,))
