"""Transposed, depthwise and separable convolutions no longer take `groups`, which was always 1.

Symptom: Unrecognized keyword arguments passed to DepthwiseConv2D: {'groups': 1}
Symptom: Unrecognized keyword arguments passed to DepthwiseConv1D: {'groups': 1}
Symptom: Unrecognized keyword arguments passed to Conv2DTranspose: {'groups': 1}
Symptom: Unrecognized keyword arguments passed to SeparableConv2D: {'groups': 1
https://github.com/keras-team/keras/issues/19441
https://github.com/keras-team/keras/issues/19151

Before: DepthwiseConv2D(kernel_size=3, groups=1)
After: DepthwiseConv2D(kernel_size=3)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on(
    "DepthwiseConv1D",
    "DepthwiseConv2D",
    "SeparableConv1D",
    "SeparableConv2D",
    "Conv1DTranspose",
    "Conv2DTranspose",
    "Conv3DTranspose",
)
def drop_groups(layer: Layer) -> Layer | None:
    """Any value but 1 stays, and is refused as a key that Keras 3 does not know."""
    return layer.with_config(drop=("groups",)) if layer.config.get("groups") == 1 else None
