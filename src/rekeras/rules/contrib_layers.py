"""PELU, SineReLU, Swish and SubPixelUpscaling of keras_contrib, written with layers of Keras.

Symptom: Unknown layer: 'PELU'
Symptom: Unknown layer: 'Swish'
Symptom: Unknown layer: 'SineReLU'
Symptom: Unknown layer: 'SubPixelUpscaling'
https://github.com/keras-team/keras-contrib/tree/master/keras_contrib/layers

Before: Swish(beta=1.5)
After: Multiply of x and sigmoid(1.5 x)

Before: PELU()                        alpha / beta x where x > 0, alpha (exp(x / beta) - 1) elsewhere
After: Add of both, of ReLU(x) and ReLU(-x)

Before: SubPixelUpscaling(scale_factor=2)
After: Reshape, Permute, Reshape
"""

from __future__ import annotations

import math

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.layers._spatial import is_channels_first
from rekeras.records import Safety
from rekeras.rules._drawing import drawing_for, mask_refused, may_be_masked, shape_unknown
from rekeras.rules._elementwise import known_sizes, scaled
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.1", safety=Safety.EXACT)

RELU = {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}


@rule.in_context("Swish")
def swish(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package or "beta" not in layer.config:
        return None
    draw, trained = drawing_for(layer, context), layer.weights.get("scaling_factor")
    if draw is None or (trained is None and layer.config.get("trainable")):
        return Upgraded(findings=(shape_unknown(layer, context),))
    beta = float(layer.config["beta"] if trained is None else trained.read())
    x = draw.inputs[0]
    line = draw("Rescaling", "line", x, {"scale": beta, "offset": 0.0})
    gate = draw("Activation", "gate", line, {"activation": "sigmoid"})
    return Upgraded(draw.model(draw("Multiply", "swish", (x, gate))))


@rule.in_context("SineReLU")
def sine_relu(layer: Layer, context: Context) -> Upgraded | None:
    """``sin x - cos x`` is ``sqrt(2) sin(x - pi / 4)``."""
    if layer.package or "epsilon" not in layer.config:
        return None
    draw = drawing_for(layer, context)
    if draw is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    x = draw.inputs[0]
    phase = draw("Rescaling", "phase", x, {"scale": 1.0, "offset": -math.pi / 4})
    height = {"scale": layer.config["epsilon"] * math.sqrt(2.0), "offset": 0.0}
    wave = draw("Rescaling", "wave", draw.operation("Sin", "sine", phase), height)
    return Upgraded(draw.model(draw("Maximum", "greatest", (x, wave))))


@rule.in_context("PELU")
def parametric_elu(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package or "alpha_initializer" not in layer.config:
        return None
    draw, sizes, weights = drawing_for(layer, context), known_sizes(context), layer.weights
    if draw is None or sizes is None or not weights:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    alpha, beta = weights["alpha"], weights["beta"]
    x = draw.inputs[0]
    slope = _mapped((alpha, beta), lambda a, b: a / b)
    above = draw.put(scaled("above", slope, None, sizes), draw("ReLU", "positive", x, RELU))
    negative = draw("Rescaling", "turned", x, {"scale": -1.0, "offset": 0.0})
    shrunk = scaled("shrunk", _mapped((beta,), lambda b: -1.0 / b), None, sizes)
    decayed = draw.put(shrunk, draw("ReLU", "negative", negative, RELU))
    power = draw("Activation", "power", decayed, {"activation": "exponential"})
    below = draw.put(scaled("below", alpha, _mapped((alpha,), lambda a: -a), sizes), power)
    return Upgraded(draw.model(draw("Add", "sum", (above, below))))


@rule.in_context("SubPixelUpscaling")
def depth_to_space(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package or "scale_factor" not in layer.config:
        return None
    draw, sizes, factor = drawing_for(layer, context), known_sizes(context), layer.config["scale_factor"]
    if draw is None or sizes is None or len(sizes) != 3 or is_channels_first(layer):
        return Upgraded(findings=(shape_unknown(layer, context),))
    rows, columns, channels = sizes
    depth = channels // factor**2
    apart = {"target_shape": [rows, columns, factor, factor, depth]}
    moved = draw("Permute", "beside", draw("Reshape", "apart", draw.inputs[0], apart), {"dims": [1, 3, 2, 4, 5]})
    image = {"target_shape": [rows * factor, columns * factor, depth]}
    return Upgraded(draw.model(draw("Reshape", "image", moved, image)))


def _mapped(tensors: tuple[Tensor, ...], function: object) -> Tensor:
    def compute(*arrays: np.ndarray) -> np.ndarray:
        wide = [array.astype(np.float64) for array in arrays]
        return np.asarray(function(*wide)).astype(arrays[0].dtype)  # type: ignore[operator]

    return MappedTensor(tensors, compute, tensors[0].shape, tensors[0].dtype)
