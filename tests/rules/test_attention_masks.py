from __future__ import annotations

import pytest

from rekeras.rules.attention_masks import rule
from tests.rule_cases import check_noop, check_refused, layer, source
from tests.rules.mask_models import embedding, functional

LATE = {"MultiHeadAttention": "2.9.0", "Softmax": "2.3.1"}


@pytest.mark.parametrize("class_name", list(LATE))
def test_refuses_masks_that_were_let_go(class_name: str) -> None:
    layers = [embedding("a", mask_zero=True), layer(class_name, "x")]
    model = functional(layers, {"a": "tokens", "x": "a"}, "x")
    check_refused(model, rule, "attention_mask", source(LATE[class_name]))
    check_noop(model, rule, source("2.15.0"))


def test_leaves_unmasked_attention_alone() -> None:
    layers = [embedding("a", mask_zero=False), layer("MultiHeadAttention", "x")]
    check_noop(functional(layers, {"a": "tokens", "x": "a"}, "x"), rule, source("2.6.0"))
