"""PoincareNormalize of tensorflow_addons shortens vectors that are longer than 1 - epsilon.

Symptom: Unknown layer: 'Addons>PoincareNormalize'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/poincare.py

Before: PoincareNormalize(axis=1, epsilon=1e-05)
After: Multiply of UnitNormalization(axis=1), u = x / |x|, and of ReLU(max_value=1 - 1e-05) of |x| = the sum of x u
"""

from __future__ import annotations

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.records import Safety
from rekeras.rules._drawing import constant, drawing_for, mask_refused, may_be_masked, shape_unknown
from rekeras.rules._elementwise import known_sizes
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"


@rule.in_context("PoincareNormalize")
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw, sizes, axis = drawing_for(layer, context), known_sizes(context), layer.config.get("axis", 1)
    rank = len(sizes) + 1 if sizes else 0
    axes = sorted({one % rank for one in (axis if isinstance(axis, list) else [axis])}) if rank and axis else [0]
    if draw is None or sizes is None or 0 in axes:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    x = draw.inputs[0]
    unit = draw("UnitNormalization", "unit", x, {"axis": axes})
    shares = draw("Multiply", "shares", (x, unit))
    summed = "".join("abcdefgh"[one] for one in axes)
    given = "abcdefgh"[:rank]
    spread = given.translate(str.maketrans(summed, summed.upper()))
    window = [sizes[one - 1] for one in axes]
    config = constant(equation=f"{given},{summed}{summed.upper()}->{spread}", output_shape=list(sizes))
    ones = ArrayTensor(np.ones(window * 2, "float32"))
    length = draw("EinsumDense", "length", shares, config, {"kernel": ones})
    most = 1.0 - layer.config.get("epsilon", 1e-5)
    bounded = draw("ReLU", "bounded", length, {"max_value": most, "negative_slope": 0.0, "threshold": 0.0})
    return Upgraded(draw.model(draw("Multiply", "shortened", (unit, bounded))))
