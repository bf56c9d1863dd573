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


@pytest.mark.parametrize(
    ("kernel_size", "strides", "padding"),
    [([3, 3], [2, 2], [[1, 1], [1, 1]]), ([4, 2], [2, 1], [[1, 2], [0, 1]]), ([4, 4], [3, 5], [[1, 2], [0, 3]])],
    ids=["odd", "even", "wide-strides"],
)
def test_cntk_leaves_what_the_strides_leave_over_on_both_sides(
    kernel_size: list[int], strides: list[int], padding: list[list[int]]
) -> None:
    pad, _conv = steps_of(convolution(kernel_size=kernel_size, strides=strides), CNTK)
    assert pad.config["padding"] == padding


def test_windows_of_cntk_may_begin_inside() -> None:
    cut, pad, _conv = steps_of(convolution(kernel_size=[2, 1], strides=[4, 4]), CNTK)
    assert cut.config["cropping"] == [[1, 0], [0, 0]]
    assert pad.config["padding"] == [[0, 2], [0, 0]]


def test_refuses_wide_strides_of_cntk_over_unknown_sizes() -> None:
    check_refused(convolution(strides=[3, 3]), rule, "backend_padding", CNTK)


def test_refuses_depthwise_kernels_of_cntk_with_zeros_on_one_side() -> None:
    check_refused(convolution("DepthwiseConv2D"), rule, "backend_padding", CNTK)
    check_noop(convolution("DepthwiseConv2D", kernel_size=[3, 3]), rule, CNTK)


def test_refuses_even_separable_kernels_of_theano() -> None:
    check_refused(convolution("SeparableConv2D"), rule, "backend_padding", THEANO)
