"""ThresholdedReLU is gone; ReLU does it with `threshold`.

Symptom: Unknown layer: 'ThresholdedReLU'
Symptom: Could not locate class 'ThresholdedReLU'
https://github.com/keras-team/keras/pull/18194

Before: ThresholdedReLU(theta=1.0)
After: ReLU(threshold=1.0, negative_slope=0.0, max_value=None)
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("ThresholdedReLU")
def write_as_relu(layer: Layer) -> Layer | None:
    theta = layer.config.get("theta", 1.0)
    if not isinstance(theta, int | float) or theta < 0:
        return None
    config = {"max_value": None, "negative_slope": 0.0, "threshold": float(theta)}
    return replace(layer.with_config(config, drop=("theta",)), class_name="ReLU")
