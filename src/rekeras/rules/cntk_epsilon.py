"""From Keras 2.1.3 to 2.2.0, BatchNormalization on CNTK added epsilon to the root of the variance, not to the variance.

Nobody sees an error: the results are off by some thousandths.

Symptom: BatchNormalization of a CNTK model gives slightly other results in Keras 3
https://github.com/keras-team/keras/blob/2.1.6/keras/backend/cntk_backend.py (`batch_normalization`)

Before: BatchNormalization(epsilon=1e-3)
After: BatchNormalization(epsilon=0.0), the root of whose variance is larger by 1e-3
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="2.2.1", safety=Safety.EXACT)

FIRST, LAST = (2, 1, 3), (2, 2, 0)


@rule.in_context("BatchNormalization")
def enlarge_variance(layer: Layer, context: Context) -> Layer | None:
    variance, epsilon = layer.weights.get("moving_variance"), layer.config.get("epsilon", 1e-3)
    concerned = context.source.backend == "cntk" and FIRST <= context.source.version <= LAST
    if not concerned or variance is None or not epsilon:
        return None

    def enlarge(array: np.ndarray) -> np.ndarray:
        return np.asarray((np.sqrt(array.astype(np.float64)) + epsilon) ** 2).astype(array.dtype)

    larger = MappedTensor((variance,), enlarge, variance.shape, variance.dtype)
    weights = dict(layer.weights) | {"moving_variance": larger}
    return replace(layer.with_config({"epsilon": 0.0}), weights=weights)
