"""PolynomialCrossing and StochasticDepth of tensorflow_addons: sums and products of two tensors.

Symptom: Unknown layer: 'Addons>PolynomialCrossing'
Symptom: Unknown layer: 'Addons>StochasticDepth'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/polynomial.py
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/stochastic_depth.py

Before: PolynomialCrossing()([x0, x])                         x0 * (W x + d x) + x + b
After: Add of Multiply([x0, Dense(x)]) and of x, and the bias

Before: StochasticDepth(survival_probability=0.7)([shortcut, residual])
After: Add of the shortcut and of Rescaling(0.7) of the residual, as outside training
"""

from __future__ import annotations

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._drawing import Drawing, Ref, drawing_for, mask_refused, may_be_masked, shape_unknown
from rekeras.rules._elementwise import scaled
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"


@rule.in_context("PolynomialCrossing")
def cross(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw = drawing_for(layer, context)
    if draw is None or len(draw.inputs) != 2 or not layer.weights:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    first, x = draw.inputs
    product = draw("Multiply", "crossed", (first, _matrix(draw, layer, x)))
    total = draw("Add", "sum", (product, x))
    bias = layer.weights.get("bias")
    if bias is not None:
        sizes = tuple(size or 1 for size in (draw.specs[1].shape or ())[1:])
        total = draw.put(scaled("shifted", None, bias, sizes), total)
    return Upgraded(draw.model(total))


@rule.in_context("StochasticDepth")
def keep_part(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw = drawing_for(layer, context)
    if draw is None or len(draw.inputs) != 2:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    shortcut, residual = draw.inputs
    part = {"scale": float(layer.config.get("survival_probability", 0.5)), "offset": 0.0}
    kept = draw("Rescaling", "kept", residual, part)
    finding = context.attention(
        "stochastic_depth_ended",
        "StochasticDepth became what it is outside training: the model computes the same",
        advice="Training on leaves no residual out.",
    )
    return Upgraded(draw.model(draw("Add", "sum", (shortcut, kept))), findings=(finding,))


def _matrix(draw: Drawing, layer: Layer, x: Ref) -> Ref:
    """``W x + d x``; a full W takes d into its diagonal."""
    weights, diagonal = layer.weights, float(layer.config.get("diag_scale") or 0.0)
    if "kernel" in weights:
        return _dense(draw, "product", x, _with_diagonal(weights["kernel"], diagonal))
    product = _dense(draw, "product", _dense(draw, "projection", x, weights["kernel_u"]), weights["kernel_v"])
    if not diagonal:
        return product
    return draw("Add", "with_diagonal", (product, draw("Rescaling", "diagonal", x, {"scale": diagonal, "offset": 0.0})))


def _dense(draw: Drawing, name: str, x: Ref, kernel: Tensor) -> Ref:
    objects = ("kernel_regularizer", "bias_regularizer", "kernel_constraint", "bias_constraint")
    config = {"units": kernel.shape[1], "use_bias": False, "activation": "linear", **dict.fromkeys(objects)}
    config |= {"kernel_initializer": "glorot_uniform", "bias_initializer": "zeros"}
    return draw("Dense", name, x, config, {"kernel": kernel})


def _with_diagonal(kernel: Tensor, diagonal: float) -> Tensor:
    def add(array: np.ndarray) -> np.ndarray:
        return np.asarray(array + diagonal * np.eye(array.shape[0])).astype(array.dtype)

    return MappedTensor((kernel,), add, kernel.shape, kernel.dtype) if diagonal else kernel
