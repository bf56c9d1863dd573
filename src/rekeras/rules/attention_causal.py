"""Attention got `use_causal_mask` as an argument of its call; before, `causal` was one of the layer itself.

Symptom: Unrecognized keyword arguments passed to Attention: {'causal': False}
Symptom: Unrecognized keyword arguments passed to AdditiveAttention: {'causal': True}
https://github.com/keras-team/keras/pull/16553

Before: Attention(causal=True)([query, value])
After: Attention()([query, value], use_causal_mask=True)
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.10", safety=Safety.LOSSLESS)

CLASSES = ("Attention", "AdditiveAttention")


@rule.on(*CLASSES)
def drop_false(layer: Layer) -> Layer | None:
    return layer.with_config(drop=("causal",)) if layer.config.get("causal", True) is False else None


@rule.on("Functional")
def move_into_calls(layer: Layer) -> Layer | None:
    causal = {inner.name for inner in layer.layers if inner.class_name in CLASSES and inner.config.get("causal")}
    if not causal or layer.graph is None:
        return None
    calls = tuple(
        replace(call, kwargs={**call.kwargs, "use_causal_mask": True}) if call.layer in causal else call
        for call in layer.graph.calls
    )
    layers = tuple(inner.with_config(drop=("causal",)) if inner.name in causal else inner for inner in layer.layers)
    return replace(layer, layers=layers, graph=replace(layer.graph, calls=calls))
