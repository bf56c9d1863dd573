"""MultiHeadAttention and Softmax use the masks that Keras carries beside tensors; older ones let them go.

Nobody sees an error: padded places get no attention any more, and the numbers are others.

Symptom: MultiHeadAttention behind Embedding(mask_zero=True) gives other results than in TensorFlow 2.9
https://github.com/keras-team/keras/pull/16619
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._masks import arrivals
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.10", safety=Safety.MANUAL)

FIRST_TO_USE = {"MultiHeadAttention": (2, 10), "Softmax": (2, 5)}


@rule.in_context("Functional", "Sequential")
def refuse_new_masks(layer: Layer, context: Context) -> Upgraded | None:
    """Looks at the whole model at once."""
    version = context.source.version[:2]
    late = [name for name, first in FIRST_TO_USE.items() if not version or version < first]
    if context.address or not late:
        return None
    found = tuple(
        Context(context.model, arrival.address).refusal(
            "attention_mask",
            f"a mask reaches {arrival.layer.class_name}, which Keras {context.source.keras_version or ''} let go "
            "and Keras 3 uses",
            advice="Remove mask_zero or Masking in front of it in the original framework, and save again.",
        )
        for arrival in arrivals(layer)
        if arrival.layer.class_name in late and any((*arrival.masks, *arrival.others.values()))
    )
    return Upgraded(findings=found) if found else None
