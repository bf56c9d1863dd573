from __future__ import annotations

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.rules.attention_causal import rule
from tests.rule_cases import check_noop, check_upgraded, layer

QUERY, VALUE = TensorRef("query"), TensorRef("value")


def model(attention: Layer, **kwargs: object) -> Layer:
    calls = (Call("attention", 0, ([QUERY, VALUE],), kwargs),)
    inputs = (layer("InputLayer", "query"), layer("InputLayer", "value"))
    return Layer(
        "Functional", "model", layers=(*inputs, attention), graph=Graph(calls, [QUERY, VALUE], TensorRef("attention"))
    )


def test_moves_into_the_call() -> None:
    before = model(layer("Attention", "attention", causal=True, use_scale=False))
    check_upgraded(before, model(layer("Attention", "attention", use_scale=False), use_causal_mask=True), rule)


def test_false_is_dropped() -> None:
    check_upgraded(layer("AdditiveAttention", causal=False), layer("AdditiveAttention"), rule)


def test_leaves_others_alone() -> None:
    check_noop(model(layer("Attention", "attention", use_scale=True)), rule)
    check_noop(layer("MyAttention", causal=True), rule)
