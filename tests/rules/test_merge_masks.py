from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.rules.merge_masks import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, layer, sequential
from tests.rules.mask_models import embedding, functional

A, B = embedding("a", mask_zero=True), embedding("b", mask_zero=True)
PLAIN = embedding("plain", mask_zero=False)
LSTM = layer("LSTM", "lstm", units=2)


def merged(merge: Layer, first: str, second: str, consumer: Layer = LSTM) -> Layer:
    calls = {"a": "tokens", "b": "others", "plain": "others", "merge": [first, second], consumer.name: "merge"}
    return functional([A, B, PLAIN, merge, consumer], calls, consumer.name)


@pytest.mark.parametrize(
    "merge", [layer("Add", "merge"), layer("Average", "merge"), layer("Concatenate", "merge", axis=-1)]
)
def test_refuses_a_merge_whose_mask_is_used(merge: Layer) -> None:
    assert "merge" in check_refused(merged(merge, "a", "plain"), rule, "merge_mask").found
    check_refused(merged(merge, "a", "b"), rule, "merge_mask")


def test_the_same_mask_stays_the_same() -> None:
    again = embedding("again", mask_zero=True)
    dropout = layer("Dropout", "dropout", rate=0.1)
    calls = {"a": "tokens", "again": "tokens", "dropout": "again", "merge": ["a", "dropout"], "lstm": "merge"}
    check_noop(functional([A, again, dropout, layer("Add", "merge"), LSTM], calls, "lstm"), rule)


def test_leaves_alone_masks_that_nobody_uses() -> None:
    check_noop(merged(layer("Add", "merge"), "a", "plain", layer("Flatten", "flatten")), rule)
    check_noop(merged(layer("Add", "merge"), "plain", "plain"), rule)
    calls = {"a": "tokens", "flat": "a", "plain": "others", "merge": ["flat", "plain"], "lstm": "merge"}
    check_noop(functional([A, layer("Reshape", "flat"), PLAIN, layer("Add", "merge"), LSTM], calls, "lstm"), rule)


def test_joining_in_time_keeps_the_masks() -> None:
    check_noop(merged(layer("Concatenate", "merge", axis=1), "a", "b"), rule)


@pytest.mark.parametrize("class_name", ["Multiply", "Maximum", "Minimum"])
def test_refuses_merges_that_replace_masked_values(class_name: str) -> None:
    same = {"a": "tokens", "merge": ["a", "a"], "flatten": "merge"}
    model = functional([A, layer(class_name, "merge"), layer("Flatten", "flatten")], same, "flatten")
    check_refused(model, rule, "merge_mask")


def test_follows_masks_into_nested_models() -> None:
    inner = sequential(layer("Dropout", "dropout"), LSTM, name="encoder")
    calls = {"a": "tokens", "plain": "others", "merge": ["a", "plain"], "encoder": "merge"}
    model = functional([A, PLAIN, layer("Add", "merge"), inner], calls, "encoder")
    _model, _changes, findings = apply_rule(rule, model, SOURCE)
    assert [finding.where for finding in findings] == ["encoder / lstm"]


def test_refuses_masks_inside_time_distributed() -> None:
    wrapper = Layer("TimeDistributed", "td", parts={"layer": LSTM})
    calls = {"a": "tokens", "td": "a"}
    check_refused(functional([A, wrapper], calls, "td"), rule, "merge_mask")
    dense = Layer("TimeDistributed", "td", parts={"layer": layer("Dense", "dense")})
    check_noop(functional([A, dense, LSTM], {**calls, "lstm": "td"}, "lstm"), rule)


def test_refuses_masks_that_time_distributed_made() -> None:
    wrapper = Layer("TimeDistributed", "td", parts={"layer": A})
    calls = {"td": "tokens", "lstm": "td"}
    check_refused(functional([wrapper, LSTM], calls, "lstm"), rule, "merge_mask")
