"""On PyTorch, LayerNormalization over neighbouring axes takes them for the last axes.

Symptom: Given normalized_shape=[4, 5], expected input with shape [*, 4, 5], but got input of size

Where the sizes happen to fit, PyTorch gives other numbers without an error. Nothing is changed; the report says it.
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.11", safety=Safety.MANUAL)


@rule.in_context("LayerNormalization")
def warn_of_inner_axes(layer: Layer, context: Context) -> Upgraded | None:
    rank = context.description.inputs.first.rank if context.description else None
    given = layer.config.get("axis", -1)
    axes = given if isinstance(given, list | tuple) else [given]
    if rank is None or not axes or not all(isinstance(axis, int) for axis in axes):
        return None
    places = sorted({axis % rank for axis in axes})
    neighbours = places == list(range(places[0], places[-1] + 1))
    if not neighbours or places[-1] == rank - 1:
        return None
    found = f"normalizes over axis {given} of {rank}: PyTorch takes the last axes instead"
    advice = "Run it with JAX or TensorFlow."
    return Upgraded(findings=(context.attention("layer_normalization_axes", found, advice=advice),))
