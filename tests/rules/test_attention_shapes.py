from __future__ import annotations

from rekeras.rules.attention_shapes import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_drops_the_shapes() -> None:
    before = layer(
        "MultiHeadAttention", num_heads=2, query_shape=[None, 10, 64], key_shape=None, value_shape=[None, 7, 64]
    )
    check_upgraded(before, layer("MultiHeadAttention", num_heads=2), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("MultiHeadAttention", num_heads=2), rule)
    check_noop(layer("MyAttention", query_shape=[None, 10, 64]), rule)
