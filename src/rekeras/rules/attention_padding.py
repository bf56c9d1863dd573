"""MultiHeadAttention gives what a masked query attends to, on some ways; Keras 2 gave an even mixture of all values.

Keras 3 takes the mask of the query from the tensor alone, where another layer that was called on it may have taken it
away. Nobody sees an error. What a mask hides is other; that matters only where something uses it all the same: the
model's outputs, or a layer that lets masks go (Flatten, Conv1D, GlobalMaxPooling1D).

Symptom: MultiHeadAttention behind Embedding(mask_zero=True) gives other values at padded places
https://github.com/keras-team/keras/blob/master/keras/src/layers/attention/multi_head_attention.py
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.keras3.masks import MERGING, USING
from rekeras.records import Safety
from rekeras.rules._masks import PADDING, PASSING, Arrival, arrivals
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3", safety=Safety.MANUAL)

FIRST_TO_MASK = (2, 10)
"""Older ones let masks go at the attention."""

HONOURING = frozenset((*USING, *MERGING, *PASSING))


@rule.in_context("Functional", "Sequential")
def refuse_visible_padding(layer: Layer, context: Context) -> Upgraded | None:
    """Looks at the whole model at once."""
    if context.address or context.source.version[:2] < FIRST_TO_MASK:
        return None
    found = tuple(
        Context(context.model, arrival.address).refusal(
            "attention_padding",
            f"what {origin} gives at masked places is other in Keras 3, and reaches {arrival.layer.class_name}",
            advice="Remove mask_zero or Masking in front of it, or pool over time behind it, and save again.",
        )
        for arrival in arrivals(layer)
        if arrival.layer.class_name not in HONOURING and not arrival.layer.is_model
        for origin in _origins(arrival)
    )
    return Upgraded(findings=found) if found else None


def _origins(arrival: Arrival) -> list[str]:
    masks = frozenset[str]().union(*arrival.masks, *arrival.others.values())
    return sorted(part.removeprefix(PADDING) for part in masks if part.startswith(PADDING))
