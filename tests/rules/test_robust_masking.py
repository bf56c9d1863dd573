from __future__ import annotations

from rekeras.rules.robust_masking import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_drops_false() -> None:
    before = layer("MultiHeadAttention", num_heads=2, softmax_robust_masking=False)
    check_upgraded(before, layer("MultiHeadAttention", num_heads=2), rule)


def test_leaves_true_to_be_refused() -> None:
    check_noop(layer("MultiHeadAttention", softmax_robust_masking=True), rule)
    check_noop(layer("MultiHeadAttention"), rule)
