from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Layer, TensorRef
from rekeras.rules.self_attention import rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source, upgraded

OLD = source("2.2.4")
ADDITIVE: dict[str, tuple[int, ...]] = {"a_Wt": (4, 3), "a_Wx": (4, 3), "a_bh": (3,), "a_Wa": (3, 1), "a_ba": (1,)}


def attention(kind: str = "additive", weights: dict[str, tuple[int, ...]] | None = None, **config: Any) -> Layer:
    return layer("SeqSelfAttention", "own", ADDITIVE if weights is None else weights, attention_type=kind, **config)


def on(one: Layer, length: int | None = 5) -> Layer:
    return sequential(layer("InputLayer", "x", batch_shape=[None, length, 4], dtype="float32"), one)


def inner(one: Layer, length: int | None = 5) -> list[str]:
    return [step.class_name for step in upgraded(on(one, length), rule, OLD).layers[1].layers[1:]]


def test_additive_attention_is_keras_own() -> None:
    assert inner(attention(), None) == ["Dense", "Dense", "AdditiveAttention"]


def test_activations_stand_before_the_softmax() -> None:
    behind = ["Rescaling", "Activation", "Softmax", "Dot"]
    products = attention("multiplicative", {"a_Wa": (4, 4), "a_ba": (1,)}, attention_activation="sigmoid")
    assert inner(products, None) == ["Dense", "Dot", *behind]
    pairs = ["Dense", "Dense", "Reshape", "Reshape", "Add", "Activation", "EinsumDense"]
    assert inner(attention(attention_activation="sigmoid")) == [*pairs, *behind]


def test_returns_scores() -> None:
    after = upgraded(on(attention(return_attention=True)), rule, OLD).layers[1]
    assert after.graph is not None
    assert after.graph.outputs == [TensorRef("attention"), TensorRef("attention", 0, 1)]


def test_the_other_two() -> None:
    weighted = layer("SeqWeightedAttention", "own", {"a_W": (4, 1), "a_b": (1,)}, return_attention=False)
    assert inner(weighted, None) == ["Dense", "Softmax", "Dot", "Reshape"]
    scaled = layer("ScaledDotProductAttention", "own", history_only=False, return_attention=False)
    assert inner(scaled, None) == ["Rescaling", "Attention"]


@pytest.mark.parametrize("config", [{"attention_width": 3}, {"history_only": True}])
def test_refuses_a_part_of_the_sequence(config: dict[str, Any]) -> None:
    check_refused(on(attention(**config)), rule, "self_attention", OLD)


def test_refuses_masks_and_unknown_shapes() -> None:
    masked = sequential(
        layer("InputLayer", "x", batch_shape=[None, 5], dtype="float32"),
        layer("Embedding", "e", {"embeddings": (7, 4)}, input_dim=7, output_dim=4, mask_zero=True),
        attention(),
    )
    check_refused(masked, rule, "self_attention", OLD)
    check_refused(attention(), rule, "size_unknown", OLD)
    check_refused(on(attention(attention_activation="sigmoid"), None), rule, "size_unknown", OLD)


def test_leaves_namesakes_alone() -> None:
    check_noop(on(replace(attention(), package="my_layers")), rule, OLD)
    check_noop(on(layer("SeqWeightedAttention", "own")), rule, OLD)
    check_noop(on(layer("ScaledDotProductAttention", "own")), rule, OLD)
