"""On PyTorch, LayerNormalization over neighbouring axes takes them for the last axes.

Symptom: Given normalized_shape=[4, 5], expected input with shape [*, 4, 5], but got input of size

Where the sizes happen to fit, PyTorch gives other numbers without an error.

Before: LayerNormalization(axis=1)                         (on sequences)
After: Permute([2, 1]), LayerNormalization(axis=-1), Permute([2, 1])

On masked sequences nothing is changed, since Permute loses masks; the report says it.
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._drawing import drawing_for, may_be_masked
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.11", safety=Safety.EXACT)


@rule.in_context("LayerNormalization")
def move_axes_behind(layer: Layer, context: Context) -> Upgraded | None:
    draw = None if layer.package else drawing_for(layer, context)
    given = layer.config.get("axis", -1)
    axes = given if isinstance(given, list | tuple) else [given]
    rank = draw.specs[0].rank if draw else None
    if draw is None or rank is None or not axes or not all(isinstance(axis, int) for axis in axes):
        return None
    places = sorted({axis % rank for axis in axes})
    neighbours = places == list(range(places[0], places[-1] + 1))
    if not neighbours or places[-1] == rank - 1 or places[0] == 0:
        return None
    if may_be_masked(context):
        found = f"normalizes over axis {given} of {rank}: PyTorch takes the last axes instead"
        advice = "Run it with JAX or TensorFlow."
        return Upgraded(findings=(context.attention("layer_normalization_axes", found, advice=advice),))
    order = [place for place in range(1, rank) if place not in places] + places
    back = [order.index(place) + 1 for place in range(1, rank)]
    moved = draw("Permute", "axes_behind", draw.inputs[0], {"dims": order})
    last = [place - rank for place in range(rank - len(places), rank)]
    config = dict(layer.config) | {"axis": last[0] if len(last) == 1 else last}
    normalized = draw("LayerNormalization", "normalized", moved, config, layer.weights)
    return Upgraded(draw.model(draw("Permute", "axes_back", normalized, {"dims": back})))
