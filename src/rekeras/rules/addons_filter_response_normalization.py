"""FilterResponseNormalization of tensorflow_addons divides each channel by the root of its mean square.

Symptom: Unknown layer: 'Addons>FilterResponseNormalization'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/normalizations.py

Before: FilterResponseNormalization(epsilon=1e-06)
After: Concatenate of x and -x, GroupNormalization(groups=-1, epsilon=1e-06), and its first half

The mean of x and -x together is zero, their variance the mean square of x. A learned epsilon is added to the other.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._drawing import drawing_for, shape_unknown
from rekeras.rules._elementwise import known_sizes
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"
EACH_CHANNEL = -1
KINDS = ("initializer", "regularizer", "constraint")


@rule.in_context("FilterResponseNormalization")
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw, sizes, weights = drawing_for(layer, context), known_sizes(context), layer.weights
    if draw is None or sizes is None or len(sizes) != 3 or layer.config.get("axis", [1, 2]) != [1, 2] or not weights:
        return Upgraded(findings=(shape_unknown(layer, context),))
    x = draw.inputs[0]
    negative = draw("Rescaling", "negative", x, {"scale": -1.0, "offset": 0.0})
    both = draw("Concatenate", "both", (x, negative), {"axis": 1})
    objects = {f"{name}_{kind}": layer.config.get(f"{name}_{kind}") for name in ("beta", "gamma") for kind in KINDS}
    config = {"groups": EACH_CHANNEL, "axis": -1, "epsilon": _epsilon(layer), "center": True, "scale": True} | objects
    named: Mapping[str, Tensor] = {name: _flat(weights[name]) for name in ("gamma", "beta")}
    normalized = draw("GroupNormalization", "normalized", both, config, named)
    cropping = {"cropping": [[0, sizes[0]], [0, 0]], "data_format": "channels_last"}
    return Upgraded(draw.model(draw("Cropping2D", "first_half", normalized, cropping)))


def _epsilon(layer: Layer) -> float:
    epsilon = abs(float(layer.config.get("epsilon", 1e-6)))
    learned = layer.weights.get("learned_epsilon")
    return epsilon if learned is None else epsilon + float(np.abs(learned.read()).sum())


def _flat(tensor: Tensor) -> Tensor:
    channels = tensor.shape[-1:]
    return MappedTensor((tensor,), lambda array: array.reshape(channels), channels, tensor.dtype)
