from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules.backend_pooling import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

THEANO = replace(source("2.2.4"), backend="theano")


def model(class_name: str, size: int | None = 6, **config: Any) -> Layer:
    given = layer("InputLayer", "x", batch_shape=[None, size, 2], dtype="float32")
    common = {"pool_size": [2], "strides": [2], "padding": "same", "data_format": "channels_last"}
    return sequential(given, layer(class_name, "pool", **{**common, **config}))


def test_the_ends_stand_once_more_beside_themselves() -> None:
    after, _changes, findings = apply_rule(rule, model("MaxPooling1D"), THEANO)
    assert not findings
    classes = [one.class_name for one in after.layers[1].layers]
    assert classes == ["InputLayer", "Cropping1D", "Concatenate", "MaxPooling1D"]
    assert after.layers[1].layers[-1].config["padding"] == "valid"


def test_averages_leave_the_zeros_out() -> None:
    after, _changes, findings = apply_rule(rule, model("AveragePooling1D"), THEANO)
    assert not findings
    _input, pad, pool, scale = after.layers[1].layers
    assert (pad.config["padding"], pool.config["padding"]) == ([1, 0], "valid")
    np.testing.assert_array_equal(scale.weights["kernel"].read(), [[2, 2], [1, 1], [1, 1]])


def test_zeros_count_in_averages_of_some_versions() -> None:
    counting = replace(THEANO, keras_version="2.0.8")
    after, _changes, findings = apply_rule(rule, model("AveragePooling1D", pool_size=[3]), counting)
    assert not findings
    _input, pad, pool = after.layers[1].layers
    assert (pad.config["padding"], pool.config["padding"]) == ([1, 0], "valid")
    check_noop(model("AveragePooling1D", pool_size=[1]), rule, counting)


@pytest.mark.parametrize("before", [model("MaxPooling1D", padding="valid"), model("MaxPooling1D", pool_size=[1])])
def test_leaves_alone_what_begins_at_the_same_place(before: Layer) -> None:
    check_noop(before, rule, THEANO)


def test_leaves_tensorflow_alone() -> None:
    check_noop(model("MaxPooling1D"), rule, source("2.2.4"))


def test_refuses_inputs_of_unknown_size() -> None:
    check_refused(model("MaxPooling1D", None), rule, "backend_pooling", THEANO)


def test_refuses_sequences_with_channels_first() -> None:
    given = layer("InputLayer", "x", batch_shape=[None, 2, 6], dtype="float32")
    pool = layer("MaxPooling1D", "pool", pool_size=[2], strides=[2], padding="same", data_format="channels_first")
    check_refused(sequential(given, pool), rule, "backend_pooling", THEANO)


def test_refuses_strides_larger_than_the_windows_of_cntk() -> None:
    cntk = replace(THEANO, backend="cntk")
    check_refused(model("AveragePooling1D", pool_size=[1], strides=[3]), rule, "backend_pooling", cntk)
