"""Attention layers against the installed Keras."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.describe import describe
from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

PAIR = [(None, 5, 6), (None, 7, 6)]
TRIPLE = [(None, 5, 6), (None, 7, 4), (None, 7, 6)]


@pytest.mark.parametrize("shapes", [PAIR, TRIPLE])
@pytest.mark.parametrize(
    ("kind", "config"),
    [
        ("Attention", {}),
        ("Attention", {"use_scale": True}),
        ("Attention", {"score_mode": "concat"}),
        ("Attention", {"use_scale": True, "score_mode": "concat"}),
        ("AdditiveAttention", {}),
        ("AdditiveAttention", {"use_scale": False}),
    ],
)
def test_attention(keras: RealKeras, kind: str, config: dict[str, Any], shapes: list[tuple[int | None, ...]]) -> None:
    assert_same(keras, made(kind, **config), called(shapes))
    assert_same(keras, made(kind, **config), called(shapes, return_attention_scores=True))


MULTI: list[dict[str, Any]] = [
    {"num_heads": 3, "key_dim": 2},
    {"num_heads": 3, "key_dim": 2, "value_dim": 5},
    {"num_heads": 3, "key_dim": 2, "use_bias": False},
    {"num_heads": 3, "key_dim": 2, "output_shape": [8]},
    {"num_heads": 3, "key_dim": 2, "dropout": 0.2},
]


@pytest.mark.parametrize("config", MULTI)
def test_multi_head_attention(keras: RealKeras, config: dict[str, Any]) -> None:
    assert_same(keras, made("MultiHeadAttention", **config), called(*PAIR))
    assert_same(keras, made("MultiHeadAttention", **config), called(*TRIPLE))


def test_multi_head_attention_by_name(keras: RealKeras) -> None:
    layer = made("MultiHeadAttention", num_heads=3, key_dim=2)
    assert_same(keras, layer, called(PAIR[0], value=TRIPLE[1], key=TRIPLE[2]))


def test_multi_head_attention_over_several_axes(keras: RealKeras) -> None:
    layer = made("MultiHeadAttention", num_heads=3, key_dim=2, attention_axes=[2, 3])
    assert_same(keras, layer, called((None, 5, 4, 3, 6), (None, 5, 2, 7, 6)))


def test_multi_head_attention_scores(keras: RealKeras) -> None:
    layer = made("MultiHeadAttention", num_heads=3, key_dim=2)
    assert_same(keras, layer, called(PAIR[0], PAIR[0], return_attention_scores=True))


@pytest.mark.parametrize("axes", [None, [1]])
def test_multi_head_attention_scores_of_other_lengths(axes: list[int] | None) -> None:
    """Keras infers (5, 5), and computes (5, 7)."""
    layer = made("MultiHeadAttention", num_heads=3, key_dim=2, attention_axes=axes)
    description, _findings = describe(layer, called(*PAIR, return_attention_scores=True))
    assert description.outputs[1].shape == (None, 3, 5, 7)


def test_gated_attention(keras: RealKeras) -> None:
    layer = made("MultiHeadAttention", num_heads=3, key_dim=2, value_dim=5, use_gate=True)
    assert_same(keras, layer, called(*TRIPLE))


@pytest.mark.parametrize("config", [{}, {"use_bias": False}, {"use_gate": True}])
def test_group_query_attention(keras: RealKeras, config: dict[str, Any]) -> None:
    layer = made("GroupQueryAttention", head_dim=4, num_query_heads=6, num_key_value_heads=2, **config)
    assert_same(keras, layer, called((None, 5, 6), (None, 7, 6), (None, 7, 4)))


def test_group_query_attention_refuses_uneven_groups(keras: RealKeras) -> None:
    layer = made("GroupQueryAttention", head_dim=4, num_query_heads=5, num_key_value_heads=2)
    assert_both_refuse(keras, layer, called(*PAIR), "5 heads of queries")


def test_refuses_keys_of_another_size() -> None:
    """Keras finds out when it computes."""
    _description, findings = describe(made("Attention"), called([(None, 5, 6), (None, 7, 4)]))
    assert "queries of 6 features" in findings[0].found
