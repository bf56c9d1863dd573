"""Maxout of tensorflow_addons: the greatest of every `num_units`-th number.

Symptom: Unknown layer: 'Addons>Maxout'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/maxout.py

Before: Maxout(num_units=3)                    (on 12 numbers)
After: Reshape([4, 3]), GlobalMaxPooling1D()
"""

from __future__ import annotations

from math import prod

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._drawing import drawing_for, shape_unknown
from rekeras.rules._elementwise import known_sizes
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"


@rule.in_context("Maxout")
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw, sizes = drawing_for(layer, context), known_sizes(context)
    axis = layer.config.get("axis", -1)
    if draw is None or sizes is None or axis == 0:
        return Upgraded(findings=(shape_unknown(layer, context),))
    at, units = (axis - 1 if axis > 0 else axis + len(sizes)), layer.config["num_units"]
    before, behind = prod(sizes[:at]), prod(sizes[at + 1 :])
    parts = sizes[at] // units
    # Everything that is not compared goes behind: the pooling then sees (parts, numbers).
    apart = draw("Reshape", "parts", draw.inputs[0], {"target_shape": [before, parts, units * behind]})
    moved = draw("Permute", "parts_first", apart, {"dims": [2, 1, 3]})
    flat = draw("Reshape", "numbers", moved, {"target_shape": [parts, before * units * behind]})
    pooling = {"data_format": "channels_last", "keepdims": False}
    greatest = draw("GlobalMaxPooling1D", "greatest", flat, pooling)
    shape = [*sizes[:at], units, *sizes[at + 1 :]]
    return Upgraded(draw.model(draw("Reshape", "shape", greatest, {"target_shape": shape})))
