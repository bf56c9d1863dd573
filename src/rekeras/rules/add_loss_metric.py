"""`add_loss` and `add_metric` on tensors of a model made layers of their own, which training alone used.

Symptom: Unknown layer: 'AddLoss'. Please ensure you are using a `keras.utils.custom_object_scope`
Symptom: Unknown layer: 'AddMetric'. Please ensure you are using a `keras.utils.custom_object_scope`
https://github.com/keras-team/keras/issues/19451

Before: AddLoss() called on what model.add_loss was given
After: nothing in the model; the loss has to be added again in the training code
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Call, Layer
from rekeras.lexicon._build import Build
from rekeras.records import Safety
from rekeras.rules._operations import translated
from rekeras.rules._rule import Context, Rule, Upgraded
from rekeras.rules._translation import translates

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT, early=True)

KINDS = {"AddLoss": "add_loss", "AddMetric": "add_metric"}


@rule.in_context()
def take_out(model: Layer, context: Context) -> Upgraded | None:
    """What the model predicts does not change; a finding says what training lost."""
    found = [layer for _place, layer in model.children() if layer.class_name in KINDS]
    upgraded = translated(model, context, KINDS)
    if upgraded is None or upgraded.layer is None:
        return upgraded
    return Upgraded(upgraded.layer, findings=(*upgraded.findings, *(_finding(context, layer) for layer in found)))


@translates("AddLoss", "AddMetric")
def _pass(_build: Build, _layer: Layer, call: Call) -> Any:
    """These layers give what they get."""
    return call.args[0]


def _finding(context: Context, layer: Layer) -> Any:
    name = layer.config.get("metric_name")
    what = f"{KINDS[layer.class_name]}{f' of {name}' if name else ''}"
    return context.attention(
        "training_term",
        f"{layer.name}: {what} stood in the model beside what it predicts, and is left out",
        advice="What the model predicts is the same. To train on, compute it in your own training code.",
    )
