from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.rules.theano_padding_conv_lstm import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

THEANO = replace(source("2.2.4"), backend="theano")
WEIGHTS = {"kernel": (2, 3, 2, 8), "recurrent_kernel": (2, 3, 2, 8), "bias": (8,)}


def test_even_kernels_get_a_row_of_zeros() -> None:
    before = layer("ConvLSTM2D", "conv", WEIGHTS, filters=2, kernel_size=[2, 3], padding="same")
    after, _changes, findings = apply_rule(rule, before, THEANO)
    assert not findings
    assert after.config["kernel_size"] == [3, 3]
    for name in ("kernel", "recurrent_kernel"):
        larger = after.weights[name].read()
        np.testing.assert_array_equal(larger[:2], before.weights[name].read())
        assert not larger[2:].any()


def test_without_padding_the_input_gets_one_too() -> None:
    given = layer("InputLayer", "x", batch_shape=[None, 4, 5, 6, 2], dtype="float32")
    before = layer("ConvLSTM2D", "conv", WEIGHTS, filters=2, kernel_size=[2, 3], padding="valid")
    after, _changes, _findings = apply_rule(rule, sequential(given, before), THEANO)
    _input, pad, conv = after.layers[1].layers
    assert pad.parts["layer"].config["padding"] == [[0, 1], [0, 0]]
    assert conv.config["kernel_size"] == [3, 3]


def test_leaves_odd_kernels_alone() -> None:
    check_noop(layer("ConvLSTM2D", filters=2, kernel_size=[3, 5], padding="same"), rule, THEANO)


@pytest.mark.parametrize("backend", ["tensorflow", "cntk"])
def test_leaves_other_backends_alone(backend: str) -> None:
    check_noop(layer("ConvLSTM2D", kernel_size=[2, 2], padding="same"), rule, replace(THEANO, backend=backend))


def test_refuses_strides_with_same() -> None:
    strided = layer("ConvLSTM2D", filters=2, kernel_size=[3, 3], padding="same", strides=[2, 1])
    check_refused(strided, rule, "theano_conv_lstm", THEANO)


def test_refuses_an_input_to_pad_inside_bidirectional() -> None:
    inner = layer("ConvLSTM2D", "conv", filters=2, kernel_size=[2, 3], padding="valid")
    both = replace(layer("Bidirectional", "both"), parts={"forward_layer": inner, "backward_layer": inner})
    _after, _changes, findings = apply_rule(rule, sequential(both), THEANO)
    assert [finding.where for finding in findings] == ["both / forward_layer", "both / backward_layer"]
