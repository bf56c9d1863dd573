"""GELU, Snake, Sparsemax and TLU of tensorflow_addons: activations as layers.

Symptom: Unknown layer: 'Addons>GELU'
Symptom: Unknown layer: 'Addons>Sparsemax'
Symptom: Unknown layer: 'Addons>TLU'
Symptom: Unknown layer: 'Addons>Snake'
https://github.com/tensorflow/addons/tree/v0.20.0/tensorflow_addons/layers

Before: GELU(approximate=False)
After: Activation("gelu")

Before: TLU(affine=True)
After: Maximum of x and EinsumDense(x), which multiplies each element by its slope and adds its threshold
"""

from __future__ import annotations

from rekeras.archive import Layer, Tensor
from rekeras.layers._description import Spec
from rekeras.records import Safety
from rekeras.rules._drawing import drawing_for, mask_refused, may_be_masked, shape_unknown
from rekeras.rules._elementwise import known_sizes, scaled, zeros_like
from rekeras.rules._formulas import gelu_by_tanh, snake, sparsemax
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"


@rule.in_context("GELU")
def gelu(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if layer.package != PACKAGE:
        return None
    if not layer.config.get("approximate", True):
        kept = {key: value for key, value in layer.config.items() if key != "approximate"}
        return Layer("Activation", layer.name, kept | {"activation": "gelu"})
    draw = drawing_for(layer, context)
    if draw is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    return draw.model(gelu_by_tanh(draw, draw.inputs[0], draw.specs[0]))


@rule.in_context("Sparsemax")
def on_the_simplex(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw, axis = drawing_for(layer, context), layer.config.get("axis", -1)
    shape = (draw.specs[0].shape if draw else None) or ()
    if draw is None or not shape or shape[axis] is None or axis % len(shape) == 0:
        return Upgraded(findings=(shape_unknown(layer, context),))
    order = list(range(1, len(shape)))
    order[axis % len(shape) - 1], order[-1] = order[-1], order[axis % len(shape) - 1]
    if order == sorted(order):
        return Upgraded(draw.model(sparsemax(draw, draw.inputs[0], draw.specs[0])))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    moved = draw("Permute", "axis_last", draw.inputs[0], {"dims": order})
    given = sparsemax(draw, moved, Spec((shape[0], *(shape[place] for place in order)), draw.specs[0].dtype))
    return Upgraded(draw.model(draw("Permute", "axis_back", given, {"dims": order})))


@rule.in_context("Snake")
def wave(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw = drawing_for(layer, context)
    if draw is None or not layer.weights:
        return Upgraded(findings=(shape_unknown(layer, context),))
    (frequency,) = (float(tensor.read().reshape(())) for tensor in layer.weights.values())
    return Upgraded(draw.model(snake(draw, draw.inputs[0], draw.specs[0], frequency=frequency)))


@rule.in_context("TLU")
def thresholded(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw, sizes = drawing_for(layer, context), known_sizes(context)
    if draw is None or sizes is None or not layer.weights:
        return Upgraded(findings=(shape_unknown(layer, context),))
    tau = layer.weights["tau"]
    slope: Tensor = layer.weights.get("alpha") or zeros_like(tau)
    x = draw.inputs[0]
    line = draw.put(scaled("line", slope, tau, sizes), x)
    return draw.model(draw("Maximum", "greatest", (x, line)))
