from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.backend_padding import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

THEANO = replace(source("2.2.4"), backend="theano")
CNTK = replace(THEANO, backend="cntk")


def convolution(class_name: str = "Conv2D", **config: Any) -> Layer:
    common = {"filters": 3, "kernel_size": [4, 3], "strides": [1, 1], "padding": "same"}
    return layer(class_name, "conv", **{**common, **config})


def steps_of(before: Layer, written_by: Any) -> list[Layer]:
    given = layer("InputLayer", "x", batch_shape=[None, 8, 9, 2], dtype="float32")
    after, _changes, findings = apply_rule(rule, sequential(given, before), written_by)
    assert not findings
    return [one for one in after.layers[1].layers if one.class_name != "InputLayer"]


def test_theano_pads_even_kernels_more_in_front() -> None:
    pad, conv = steps_of(convolution(), THEANO)
    assert (pad.class_name, pad.config["padding"]) == ("ZeroPadding2D", [[2, 1], [1, 1]])
    assert (conv.class_name, conv.config["padding"]) == ("Conv2D", "valid")


def test_strides_start_at_half_the_kernel_everywhere() -> None:
    pad, conv = steps_of(convolution(kernel_size=[3, 3], strides=[2, 2]), THEANO)
    assert pad.config["padding"] == [[1, 1], [1, 1]]
    assert conv.config["strides"] == [2, 2]


def test_transposed_convolutions_are_cut_behind() -> None:
    conv, cut = steps_of(convolution("Conv2DTranspose", kernel_size=[3, 3], strides=[2, 2]), THEANO)
    assert (conv.config["padding"], cut.class_name) == ("valid", "Cropping2D")


@pytest.mark.parametrize(
    "alike",
    [convolution(kernel_size=[3, 5]), convolution(padding="valid"), layer("Dense", units=3)],
    ids=["odd", "valid", "dense"],
)
def test_leaves_alone_what_all_pad_alike(alike: Layer) -> None:
    check_noop(alike, rule, THEANO)


def test_leaves_tensorflow_alone() -> None:
    check_noop(convolution(strides=[2, 2]), rule, source("2.2.4"))


def test_refuses_strides_over_even_kernels_of_cntk() -> None:
    check_refused(convolution(strides=[2, 2]), rule, "backend_padding", CNTK)


def test_refuses_even_separable_kernels_of_theano() -> None:
    check_refused(convolution("SeparableConv2D"), rule, "backend_padding", THEANO)
