"""Separable convolutions no longer take the `kernel_*` keys of Conv, which they never used.

Symptom: Unrecognized keyword arguments passed to SeparableConv2D: {'groups': 1, 'kernel_initializer':
Symptom: Unrecognized keyword arguments passed to SeparableConv1D: {'kernel_initializer':
https://github.com/keras-team/keras/issues/19441

Before: SeparableConv2D(filters=8, kernel_size=3, kernel_initializer=..., kernel_regularizer=None)
After: SeparableConv2D(filters=8, kernel_size=3)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)

KEYS = ("kernel_initializer", "kernel_regularizer", "kernel_constraint")


@rule.on("SeparableConv1D", "SeparableConv2D")
def drop_kernel_keys(layer: Layer) -> Layer | None:
    """They have `depthwise_*` and `pointwise_*` keys of their own; no variable called `kernel` exists."""
    present = tuple(key for key in KEYS if key in layer.config)
    return layer.with_config(drop=present) if present else None
