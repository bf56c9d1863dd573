"""Masked steps of a recurrent layer repeat its output; Keras up to 2.2 took the first state for it.

For one cell from zero states both are the same. Stacked cells gave the state of their first cell instead of the output
of their last, and a state that was given or kept from the batch before came out at masked first steps.

Symptom: stacked RNN cells behind a mask give other results than in Keras 2.2
https://github.com/keras-team/keras/issues/11472
https://github.com/tensorflow/tensorflow/issues/23632
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.keras3.masks import RECURRENT
from rekeras.records import Safety
from rekeras.rules._masks import Arrival, arrivals
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.MANUAL)


FIRST_RIGHT = (2, 3)
FIRST_RIGHT_TF = (2, 2)


@rule.in_context("Functional", "Model", "Sequential")
def refuse_first_states(layer: Layer, context: Context) -> Upgraded | None:
    """Looks at the whole model at once."""
    source = context.source
    if context.address or source.version[:2] >= (FIRST_RIGHT_TF if source.is_tf_keras else FIRST_RIGHT):
        return None
    found = tuple(
        Context(context.model, arrival.address).refusal(
            "recurrent_mask",
            f"a mask reaches {arrival.layer.class_name} with stacked cells or given states; "
            f"Keras {source.keras_version or '(unknown version)'} gave a state instead of the output at masked steps",
            advice="Load it in Keras 2.3, save it again, and convert that, if its numbers there are the right ones.",
        )
        for arrival in arrivals(layer)
        if any(arrival.masks) and _is_concerned(arrival)
    )
    return Upgraded(findings=found) if found else None


def _is_concerned(arrival: Arrival) -> bool:
    layer = arrival.layer
    given_state = len(arrival.masks) > 1 or "initial_state" in arrival.others
    if layer.class_name not in RECURRENT or layer.config.get("unroll"):
        return False
    inner = [layer, *layer.parts.values()]
    return given_state or any(
        each.class_name == "StackedRNNCells" or each.config.get("stateful") or "cells.1" in each.parts for each in inner
    )
