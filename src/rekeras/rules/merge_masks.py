"""Masks are combined, stopped and used in other ways; they are written out as Keras 2 had them.

Keras 2 masks a place where any of the merged masks does. Keras 3.4 and newer mask it where all of them do, and nowhere
if one tensor has no mask; older ones make none at all. Multiply, Maximum and Minimum leave masked values out of the
computation. Identity, Rescaling and Normalization stopped masks, as did ReLU up to TensorFlow 2.3;
MultiHeadAttention up to 2.9 and Softmax up to 2.4 did not use them. Nobody sees an error: a recurrent or attention
layer behind it computes something else.

Symptom: Add of a masked token embedding and an unmasked position embedding gives other results in Keras 3
Symptom: Concatenate of a masked and an unmasked sequence gives other results in Keras 3
Symptom: MultiHeadAttention behind Embedding(mask_zero=True) gives other results than in TensorFlow 2.9
Symptom: an LSTM behind ReLU and Masking gives other results than in TensorFlow 2.3
https://github.com/keras-team/keras/pull/19685
https://github.com/keras-team/keras/pull/16619

Before: LSTM(8)(Add()([tokens, positions]))
After: LSTM(8)(Add()([tokens, positions]), mask=not_equal(indices, 0))

Where inner models take part, their layers are written out in the outer one, where all masks are known.
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded
from rekeras.rules._written_masks import with_old_masks

rule = Rule(__name__, changed_in="3", safety=Safety.EXACT)


@rule.in_context("Functional", "Sequential")
def write_masks(layer: Layer, context: Context) -> Upgraded | None:
    """Before all other changes of Keras 3, which put layers with other ways in the place of some."""
    return with_old_masks(layer, context)
