"""Layers that merge tensors combine their masks in another way.

Keras 2 masks a place where any of the masks does. Keras 3.4 and newer mask it where all of them do, and nowhere if one
tensor has no mask; Multiply, Maximum and Minimum leave masked values out of the computation. Nobody sees an error: a
recurrent or attention layer behind the merge computes something else.

Symptom: Add of a masked token embedding and an unmasked position embedding gives other results in Keras 3
Symptom: Concatenate of a masked and an unmasked sequence gives other results in Keras 3
https://github.com/keras-team/keras/pull/19685

Masks that come from the same indices are the same, and stay so: residual connections are not concerned.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Layer
from rekeras.records import Finding, Safety
from rekeras.rules._masks import CONSUMERS, DIFFERENT, Arrival, arrivals
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.4", safety=Safety.MANUAL)

REPLACING = ("Multiply", "Maximum", "Minimum")
ADVICE = "Remove mask_zero or Masking where nothing needs it, or merge tensors with the same mask, and save again."


@rule.in_context("Functional", "Sequential")
def refuse_other_masks(layer: Layer, context: Context) -> Upgraded | None:
    """Looks at the whole model at once."""
    if context.address:
        return None
    found = tuple(problem for arrival in arrivals(layer) for problem in _problems(arrival, context))
    return Upgraded(findings=found) if found else None


def _problems(arrival: Arrival, context: Context) -> Iterator[Finding]:
    here = Context(context.model, arrival.address)
    name = arrival.layer.class_name
    masks = frozenset().union(*arrival.masks, *arrival.others.values())
    if name in REPLACING and masks:
        yield here.refusal("merge_mask", f"{name} of masked tensors computes something else in Keras 3", advice=ADVICE)
    if name in CONSUMERS:
        for origin in sorted(part.removeprefix(DIFFERENT) for part in masks if part.startswith(DIFFERENT)):
            found = f"{name} uses a mask that {origin} makes, and Keras 3 makes another there"
            yield here.refusal("merge_mask", found, advice=ADVICE)
    inner = arrival.layer.parts.get("layer")
    if name == "TimeDistributed" and inner and masks and (inner.class_name in CONSUMERS or inner.is_model):
        found = f"a mask reaches {inner.class_name} inside TimeDistributed, which Keras 3 gives it in another form"
        yield here.refusal("merge_mask", found, advice=ADVICE)
