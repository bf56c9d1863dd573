"""Lookup layers keep their vocabulary in the config; TensorFlow kept one that `adapt` had counted in a table.

Symptom: Table not initialized
Symptom: TextVectorization has no vocabulary: every word is unknown
https://github.com/keras-team/keras/issues/19108

Before: StringLookup(vocabulary=None), StringLookup(vocabulary="/home/author/words.txt")
After: a refusal: the words are not in the file
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.6", safety=Safety.MANUAL, of_every_source=True)


@rule.in_context("IntegerLookup", "StringLookup", "TextVectorization")
def require_vocabulary(layer: Layer, context: Context) -> Upgraded | None:
    vocabulary = layer.config.get("vocabulary")
    if isinstance(vocabulary, list | tuple):
        return None
    found = "names a file that holds its vocabulary" if vocabulary else "has no vocabulary in this file"
    refusal = context.refusal(
        "no_vocabulary",
        f"{layer.class_name} {found}",
        expected="the words themselves, as a list",
        advice="Take the vocabulary with get_vocabulary(), make the layer with vocabulary=[...], and save again.",
    )
    return Upgraded(findings=(refusal,))
