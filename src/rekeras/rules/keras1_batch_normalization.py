"""BatchNormalization had three modes; Keras 2 kept the first: statistics of the training data, for each feature.

Mode 1 normalises each sample for itself, mode 2 uses the statistics of the batch in prediction, too.

Symptom: Unrecognized keyword arguments passed to BatchNormalization: {'mode': 0
https://github.com/keras-team/keras/blob/1.2.2/keras/layers/normalization.py

Up to Keras 1.0.6, `running_std` was a standard deviation, to which epsilon was added after the root. From 1.0.7 on, the
same name holds the variance.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.0.7", safety=Safety.EXACT)

MODES = {1: "normalises each sample for itself", 2: "uses the statistics of the batch that it predicts for"}


@rule.in_context("BatchNormalization")
def refuse_other_modes(layer: Layer, context: Context) -> Upgraded | None:
    mode = layer.config.get("mode", 0)
    if mode not in MODES:
        return None
    finding = context.refusal(
        "batch_normalization_mode",
        f"BatchNormalization of mode {mode} {MODES[mode]}, which no layer of Keras 3 does in the same way",
        expected="mode 0",
        advice="Keep this model in the framework that made it, or train it again with LayerNormalization.",
    )
    return Upgraded(findings=(finding,))


@rule.in_context("BatchNormalization")
def square_deviation(layer: Layer, context: Context) -> Layer | None:
    version, deviation = context.source.version, layer.weights.get("running_std")
    if not (1,) <= version < (1, 0, 7) or len(version) < 3 or deviation is None:
        return None
    epsilon = layer.config.get("epsilon", 1e-6)

    def square(array: np.ndarray) -> np.ndarray:
        """So that the root of the sum with Keras 3's epsilon is what the old formula divided by."""
        return np.asarray((array.astype(np.float64) + epsilon) ** 2).astype(array.dtype)

    variance = MappedTensor((deviation,), square, deviation.shape, deviation.dtype)
    weights = dict(layer.weights) | {"running_std": variance}
    return replace(layer.with_config({"epsilon": 0.0}), weights=weights)
