"""Merging layers of Keras 3.0 to 3.3 dropped all masks; newer ones combine them.

Symptom: an LSTM behind Add of two masked sequences gives other results than in Keras 3.3
https://github.com/keras-team/keras/pull/19685

Before: LSTM(8)(Add()([tokens, others]))
After: LSTM(8)(copy(Add()([tokens, others])))
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded
from rekeras.rules._written_masks import with_old_masks

rule = Rule(__name__, changed_in="3.4", safety=Safety.EXACT)


@rule.in_context("Functional", "Sequential")
def write_masks(layer: Layer, context: Context) -> Upgraded | None:
    """Files of Keras 2 are no concern here."""
    return with_old_masks(layer, context) if context.source.version >= (3,) else None
