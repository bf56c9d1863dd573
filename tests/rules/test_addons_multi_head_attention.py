from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.rules.addons_multi_head_attention import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, layer

WEIGHTS: dict[str, tuple[int, ...]] = {
    "query_kernel": (2, 5, 3),
    "key_kernel": (2, 4, 3),
    "value_kernel": (2, 4, 3),
    "projection_kernel": (2, 3, 6),
}


def model(weights: dict[str, tuple[int, ...]], kwargs: dict[str, Any] | None = None, **config: Any) -> Layer:
    own = layer("MultiHeadAttention", "own", weights, num_heads=2, head_size=3, **config)
    shapes = ([None, 7, 5], [None, 8, 4])
    inputs = [layer("InputLayer", f"x{at}", batch_shape=shape, dtype="float32") for at, shape in enumerate(shapes)]
    refs = [TensorRef(one.name) for one in inputs]
    graph = Graph((Call("own", 0, (refs,), kwargs or {}),), refs, TensorRef("own"))
    return Layer("Functional", "model", layers=(*inputs, replace(own, package="Addons")), graph=graph)


def test_puts_heads_inside_and_adds_zeros_for_biases() -> None:
    before = model({**WEIGHTS, "projection_bias": (6,)})
    inner = apply_rule(rule, before, SOURCE)[0].layers[-1]
    attention = inner.layers[-1]
    assert (attention.config["num_heads"], attention.config["key_dim"], attention.config["output_shape"]) == (2, 3, 6)
    old = before.layers[-1].weights["query_kernel"].read()
    np.testing.assert_array_equal(attention.weights["query/kernel"].read(), old.transpose(1, 0, 2))
    assert not attention.weights["value/bias"].read().any()
    assert inner.graph is not None
    assert [ref.layer for ref in inner.graph.calls[0].args] == ["input_1", "input_2", "input_2"]


def test_without_biases_and_with_scores() -> None:
    before = model(WEIGHTS, use_projection_bias=False, return_attn_coef=True)
    inner = apply_rule(rule, before, SOURCE)[0].layers[-1]
    assert not [name for name in inner.layers[-1].weights if name.endswith("bias")]
    assert inner.graph is not None
    assert inner.graph.outputs == [TensorRef("attention"), TensorRef("attention", 0, 1)]


def test_refuses_masks_as_arguments_and_no_weights() -> None:
    check_refused(model(WEIGHTS, {"mask": TensorRef("x1")}), rule, "attention_arguments")
    check_refused(model({}), rule, "size_unknown")


def test_leaves_keras_own_alone() -> None:
    check_noop(layer("MultiHeadAttention", num_heads=2, key_dim=3), rule)
