from __future__ import annotations

from rekeras.archive import walk
from rekeras.rules.keras1_highway import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

KERAS_1 = source("1.2.2")
INPUT = layer("InputLayer", "x", batch_shape=[None, 4], dtype="float32")
WEIGHTS = {"W": (4, 4), "b": (4,), "W_carry": (4, 4), "b_carry": (4,)}


def test_is_written_out_with_all_weights() -> None:
    before = layer("Highway", "way", WEIGHTS, activation="tanh", init="uniform")
    after, changes, findings = apply_rule(rule, sequential(INPUT, before), KERAS_1)
    inner = {one.name: one for one in after.layers[1].layers}
    assert [change.rule for change in changes] == [rule.name]
    assert not findings
    assert (inner["product"].config["activation"], inner["gate"].config["activation"]) == ("tanh", "sigmoid")
    assert inner["product"].weights == {"kernel": before.weights["W"], "bias": before.weights["b"]}
    assert inner["gate"].weights == {"kernel": before.weights["W_carry"], "bias": before.weights["b_carry"]}
    assert all(one.class_name != "Highway" for _address, one in walk(after))


def test_without_a_bias() -> None:
    before = layer("Highway", "way", {"W": (4, 4), "W_carry": (4, 4)}, bias=False)
    after, _changes, _findings = apply_rule(rule, sequential(INPUT, before), KERAS_1)
    dense = [one for one in after.layers[1].layers if one.class_name == "Dense"]
    assert [one.config["use_bias"] for one in dense] == [False, False]


def test_leaves_other_layers_alone() -> None:
    check_noop(layer("Dense", units=4), rule, KERAS_1)


def test_refuses_an_input_of_unknown_size() -> None:
    check_refused(layer("Highway", "way", WEIGHTS), rule, "highway_input", KERAS_1)
