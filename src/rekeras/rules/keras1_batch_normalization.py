"""The variance of a BatchNormalization stood under the name `running_std`, and up to Keras 1.0.6 it was no variance.

Nobody sees an error. Up to 1.0.5, and with Theano up to 1.0.6, `running_std` was a standard deviation, to which epsilon
was added after the root; Theano 1.0.7 added it there to the root of the variance. Keras 1.0.4 was the first to write
its version into the architecture, Keras 1.1 the first to write regularizers of gamma and beta.

Symptom: BatchNormalization of a Keras 1.0 model gives other results in Keras 3
https://github.com/keras-team/keras/blob/1.0.6/keras/backend/theano_backend.py (`batch_normalization`)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.0.8", safety=Safety.EXACT)


@rule.in_context("BatchNormalization")
def take_variance(layer: Layer, context: Context) -> Upgraded | None:
    """So that the root of the sum with Keras 3's epsilon is what the old formula divided by."""
    stored = layer.weights.get("running_std")
    of_keras_1_0 = "mode" in layer.config and "gamma_regularizer" not in layer.config
    divisor = _divisor(context.source.version, context.source.backend) if of_keras_1_0 else None
    if stored is None or divisor is None:
        return None
    epsilon = layer.config.get("epsilon", 1e-6)

    def square(array: np.ndarray) -> np.ndarray:
        return np.asarray((divisor(array.astype(np.float64)) + epsilon) ** 2).astype(array.dtype)

    variance = MappedTensor((stored,), square, stored.shape, stored.dtype)
    weights = dict(layer.weights) | {"running_std": variance}
    changed = replace(layer.with_config({"epsilon": 0.0, "gamma_regularizer": None}), weights=weights)
    if context.source.version != (1,):
        return Upgraded(changed)
    finding = context.attention(
        "deviation_assumed",
        "the file does not say its version, as those of Keras before 1.0.4: its running_std is read as a deviation",
        advice='If a newer Keras 1 wrote it, add "keras_version": "1.2.2" to the architecture (JSON).',
    )
    return Upgraded(changed, findings=(finding,))


def _divisor(version: tuple[int, ...], backend: str) -> Callable[[np.ndarray], np.ndarray] | None:
    """The deviation that a version made of what it stored, before it added epsilon; None for Keras 3's own formula."""
    if not (0,) <= version < (1, 0, 8):
        return None
    if version < (1, 0, 6) or (version < (1, 0, 7) and backend == "theano"):
        return np.abs
    return np.sqrt if version >= (1, 0, 7) and backend == "theano" else None
