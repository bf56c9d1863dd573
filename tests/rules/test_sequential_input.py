from __future__ import annotations

from rekeras.rules.sequential_input import rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer, sequential

DENSE = layer("Dense", "dense", {"kernel": (4, 3), "bias": (3,)}, units=3)


def test_inserts_what_the_first_layer_declares() -> None:
    first = DENSE.with_config({"batch_input_shape": [None, 4], "dtype": "float32"})
    input_layer = layer("InputLayer", "dense_input", batch_shape=[None, 4], dtype="float32", sparse=False)
    check_upgraded(sequential(first), sequential(input_layer, first), rule)


def test_mixed_policy_is_no_dtype_of_an_input() -> None:
    first = DENSE.with_config({"batch_input_shape": [2, 4], "dtype": "mixed_float16"})
    input_layer = layer("InputLayer", "dense_input", batch_shape=[2, 4], dtype="float32", sparse=False)
    check_upgraded(sequential(first), sequential(input_layer, first), rule)


def test_takes_the_shape_of_a_nested_first_model() -> None:
    nested = sequential(layer("InputLayer", "input", batch_input_shape=[None, 4]), DENSE, name="encoder")
    input_layer = layer("InputLayer", "encoder_input", batch_shape=[None, 4], dtype="float32", sparse=False)
    check_upgraded(sequential(nested), sequential(input_layer, nested), rule)


def test_takes_the_shape_the_model_was_built_with() -> None:
    before = sequential(DENSE, build_input_shape=[None, 4])
    input_layer = layer("InputLayer", "dense_input", batch_shape=[None, 4], dtype="float32", sparse=False)
    check_upgraded(before, sequential(input_layer, DENSE, build_input_shape=[None, 4]), rule)


def test_the_new_name_is_free() -> None:
    first = DENSE.with_config({"batch_input_shape": [None, 4]})
    taken = layer("Activation", "dense_input", activation="relu")
    input_layer = layer("InputLayer", "dense_input_1", batch_shape=[None, 4], dtype="float32", sparse=False)
    check_upgraded(sequential(first, taken), sequential(input_layer, first, taken), rule)


def test_leaves_alone_what_has_an_input_layer_or_needs_no_shape() -> None:
    check_noop(sequential(layer("InputLayer", "input", batch_input_shape=[None, 4]), DENSE), rule)
    check_noop(sequential(layer("Activation", activation="relu")), rule)
    check_noop(sequential(), rule)


def test_refuses_weights_without_a_shape() -> None:
    check_refused(sequential(DENSE), rule, "input_shape_unknown")
