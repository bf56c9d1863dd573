"""MultiHeadAttention no longer takes the shapes it was built with as config keys; they follow from its inputs.

Symptom: Unrecognized keyword arguments passed to MultiHeadAttention: {'query_shape': [None, 10, 64]
Symptom: MultiHeadAttention.build() missing 1 required positional argument: 'value_shape'
https://github.com/keras-team/keras/issues/19108

Before: MultiHeadAttention(num_heads=2, key_dim=4, query_shape=[None, 10, 64], key_shape=..., value_shape=...)
After: MultiHeadAttention(num_heads=2, key_dim=4)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)

KEYS = ("query_shape", "key_shape", "value_shape")


@rule.on("MultiHeadAttention")
def drop_shapes(layer: Layer) -> Layer | None:
    present = tuple(key for key in KEYS if key in layer.config)
    return layer.with_config(drop=present) if present else None
