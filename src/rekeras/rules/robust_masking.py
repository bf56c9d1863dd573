"""tf_keras 2.20 gave MultiHeadAttention `softmax_robust_masking`, off by default, which Keras 3 does not have.

Symptom: Unrecognized keyword arguments passed to MultiHeadAttention: {'softmax_robust_masking': False}
https://github.com/keras-team/tf-keras/blob/master/tf_keras/layers/attention/multi_head_attention.py

Before: MultiHeadAttention(num_heads=2, key_dim=4, softmax_robust_masking=False)
After: MultiHeadAttention(num_heads=2, key_dim=4)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("MultiHeadAttention", "Softmax")
def drop_false(layer: Layer) -> Layer | None:
    """True stays, and is refused as a key that Keras 3 does not know."""
    present = tuple(key for key in ("softmax_robust_masking", "robust_masking") if layer.config.get(key, True) is False)
    return layer.with_config(drop=present) if present else None
