"""BatchNormalization had three modes; Keras 2 kept the first: statistics of the training data, for each feature.

Mode 1 normalises each sample along its last axis, mode 2 with the statistics of the batch, in prediction, too.

Symptom: Unrecognized keyword arguments passed to BatchNormalization: {'mode': 1
Symptom: Unrecognized keyword arguments passed to BatchNormalization: {'mode': 2
https://github.com/keras-team/keras/blob/1.2.2/keras/layers/normalization.py

Before: BatchNormalization(mode=1, epsilon=1e-3)
After: (x - mean) times 1 / (sqrt(variance + 1e-3) + 1e-3), and BatchNormalization(epsilon=0.0) for gamma and beta
"""

from __future__ import annotations

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.layers._keras1_objects import FIXED
from rekeras.records import Finding, Safety
from rekeras.rules._drawing import Drawing, Ref, drawing_for, shape_unknown
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.2.2", safety=Safety.EXACT)  # the last to know them; before arguments are renamed

KEPT = ("momentum", "gamma_regularizer", "beta_regularizer")
SAMPLE, BATCH = 1, 2
FIRST_ALIKE = (1, 0, 8)
"""Before, epsilon stood elsewhere in these formulas."""


@rule.in_context("BatchNormalization")
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    mode = layer.config.get("mode", 0)
    if mode not in (SAMPLE, BATCH):
        return None
    draw = drawing_for(layer, context)
    if draw is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    rank, epsilon = len(draw.specs[0].shape or ()), layer.config.get("epsilon", 1e-3)
    axis = layer.config.get("axis", -1) % rank
    if context.source.version < FIRST_ALIKE or (mode == SAMPLE and axis != rank - 1):
        return Upgraded(findings=(_refusal(mode, context),))
    if mode == SAMPLE:
        normal = _normalized(draw, draw.inputs[0], [axis], epsilon, epsilon)
        return Upgraded(draw.model(_scaled(draw, normal, axis)))
    normal = _normalized(draw, draw.inputs[0], [one for one in range(rank) if one != axis], epsilon, 0.0)
    finding = context.attention(
        "statistics_of_the_batch",
        "BatchNormalization of mode 2 depends on the other samples of a batch, as it did in Keras 1",
        advice="Predict batches as large as those of Keras 1 were, not single samples.",
    )
    return Upgraded(draw.model(_scaled(draw, normal, axis)), findings=(finding,))


def _refusal(mode: int, context: Context) -> Finding:
    return context.refusal(
        "batch_normalization_mode",
        f"BatchNormalization of mode {mode} in Keras before 1.0.8 or along another axis than the last one",
        expected="mode 0, or a file of Keras 1.0.8 or newer",
        advice="Keep this model in the framework that made it, or train it again with LayerNormalization.",
    )


def _normalized(draw: Drawing, x: Ref, axes: list[int], inside: float, outside: float) -> Ref:
    """``(x - mean) / (sqrt(variance + inside) + outside)`` along some axes."""
    mean = draw.operation("Mean", "mean", x, axis=axes, keepdims=True)
    centered = draw("Subtract", "centered", (x, mean))
    squares = draw("Multiply", "squares", (centered, centered))
    variance = draw.operation("Mean", "variance", squares, axis=axes, keepdims=True)
    shifted = draw("Rescaling", "shifted", variance, {"scale": 1.0, "offset": inside})
    deviation = draw.operation("Sqrt", "deviation", shifted)
    divisor = draw("Rescaling", "divisor", deviation, {"scale": 1.0, "offset": outside})
    return draw("Multiply", "normal", (centered, draw.operation("Reciprocal", "factor", divisor)))


def _scaled(draw: Drawing, normal: Ref, axis: int) -> Ref:
    """Gamma and beta alone: a normalization with a mean of zero and a variance of one."""
    layer = draw.layer
    gamma = layer.weights.get("gamma")
    config = {key: layer.config[key] for key in KEPT if key in layer.config}
    config |= {**FIXED["BatchNormalization"], "axis": axis, "epsilon": 0.0}
    weights = {name: layer.weights[name] for name in ("gamma", "beta") if name in layer.weights}
    if gamma is not None:
        weights["moving_mean"] = ArrayTensor(np.zeros(gamma.shape, gamma.dtype))
        weights["moving_variance"] = ArrayTensor(np.ones(gamma.shape, gamma.dtype))
    return draw("BatchNormalization", "scaled", normal, config, weights)
