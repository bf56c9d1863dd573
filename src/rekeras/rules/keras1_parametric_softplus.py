"""ParametricSoftplus is gone: alpha * softplus(beta * x), with learned numbers for each element.

Symptom: Unknown layer: 'ParametricSoftplus'
Symptom: Could not locate class 'ParametricSoftplus'
https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes

Before: ParametricSoftplus()
After: EinsumDense("ab,b->ab"), Activation("softplus"), EinsumDense("ab,b->ab")
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._elementwise import known_sizes, scaled
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.0", safety=Safety.EXACT)


@rule.in_context("ParametricSoftplus")
def write_out(layer: Layer, context: Context) -> Layer | Upgraded:
    sizes = known_sizes(context)
    if sizes is None or not layer.weights:
        found = "the shape or the weights of ParametricSoftplus are not known"
        advice = "Give the model inputs of a fixed size in the original framework, and save it again."
        return Upgraded(findings=(context.refusal("size_unknown", found, advice=advice),))
    steps = (
        scaled("beta", layer.weights["betas"], None, sizes),
        Layer("Activation", "softplus", {"activation": "softplus"}),
        scaled("alpha", layer.weights["alphas"], None, sizes),
    )
    return in_place(layer, steps, context)
