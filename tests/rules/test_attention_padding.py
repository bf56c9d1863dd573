from __future__ import annotations

from rekeras.rules.attention_padding import rule
from tests.rule_cases import check_noop, check_refused, layer
from tests.rules.mask_models import embedding, functional

MASKED = embedding("a", mask_zero=True)
ATTENTION = layer("MultiHeadAttention", "attention")
CALLS = {"a": "tokens", "attention": "a", "sum": ["a", "attention"]}
SUM = layer("Add", "sum")


def test_refuses_padding_in_the_outputs() -> None:
    found = check_refused(functional([MASKED, ATTENTION, SUM], CALLS, "sum"), rule, "attention_padding").found
    assert "attention" in found
    assert "(outputs)" in found


def test_refuses_padding_where_masks_are_let_go() -> None:
    model = functional([MASKED, ATTENTION, SUM, layer("Flatten", "flat")], {**CALLS, "flat": "sum"}, "flat")
    assert check_refused(model, rule, "attention_padding").where == "flat"


def test_leaves_alone_what_hides_the_padding() -> None:
    for consumer in ("GlobalAveragePooling1D", "LSTM"):
        model = functional([MASKED, ATTENTION, SUM, layer(consumer, "last")], {**CALLS, "last": "sum"}, "last")
        check_noop(model, rule)


def test_leaves_unmasked_attention_alone() -> None:
    check_noop(functional([embedding("a", mask_zero=False), ATTENTION, SUM], CALLS, "sum"), rule)
