from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules.inner_bias import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer, sequential


def einsum(sizes: list[int | None], bias: tuple[int, ...], **config: Any) -> Layer:
    given = layer("InputLayer", "x", batch_shape=[None, *sizes], dtype="float32")
    return sequential(given, layer("EinsumDense", "e", {"kernel": (4, 5), "bias": bias}, **config))


def test_a_bias_of_an_inner_axis_is_written_out() -> None:
    before = einsum([5, 4], (5, 1), equation="abc,cd->abd", output_shape=[5, 5], bias_axes="b")
    after, (change,), findings = apply_rule(rule, before, SOURCE)
    bias = after.layers[1].weights["bias"].read()
    np.testing.assert_array_equal(bias, np.tile(before.layers[1].weights["bias"].read(), (1, 5)))
    assert after.layers[1].config["bias_axes"] == "bd"
    assert change.tensors == ("e/bias",)
    assert not findings
    check_noop(after, rule)


def test_of_unknown_sizes_it_is_reported() -> None:
    before = einsum([6, None, 4], (5, 1, 1), equation="abce,ed->adbc", output_shape=[5, 6, None], bias_axes="d")
    after, changes, (finding,) = apply_rule(rule, before, SOURCE)
    assert (after, changes, finding.code) == (before, (), "inner_bias")


@pytest.mark.parametrize(
    ("sizes", "bias", "config"),
    [
        ([3, 4], (5,), {"equation": "abc,cd->abd", "output_shape": [3, 5], "bias_axes": "d"}),
        ([3, 4], (3, 1), {"equation": "abc,cd->abd", "output_shape": [3, 5], "bias_axes": "b"}),
        ([5, 4], (5, 5), {"equation": "abc,cd->abd", "output_shape": [5, 5], "bias_axes": "bd"}),
    ],
)
def test_leaves_other_biases_alone(sizes: list[int | None], bias: tuple[int, ...], config: dict[str, Any]) -> None:
    check_noop(einsum(sizes, bias, **config), rule)


@pytest.mark.parametrize(("length", "key_dim", "count"), [(3, 1, 1), (None, 1, 1), (4, 1, 0), (3, 2, 0)])
def test_attention_with_keys_of_one_number_is_reported(length: int | None, key_dim: int, count: int) -> None:
    given = layer("InputLayer", "x", batch_shape=[None, length, 4], dtype="float32")
    model = sequential(given, layer("MultiHeadAttention", "mha", num_heads=3, key_dim=key_dim))
    after, changes, findings = apply_rule(rule, model, SOURCE)
    assert (after, changes, len(findings)) == (model, (), count)
