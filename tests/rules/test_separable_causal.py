from __future__ import annotations

from rekeras.archive import Layer
from rekeras.rules.separable_causal import rule
from tests.rule_cases import check_noop, check_upgraded, layer

WEIGHTS = {"depthwise_kernel": (3, 2, 1), "pointwise_kernel": (1, 2, 4), "bias": (4,)}


def test_pads_before_the_convolution() -> None:
    before = layer(
        "SeparableConv1D",
        "conv",
        WEIGHTS,
        filters=4,
        kernel_size=[3],
        dilation_rate=[2],
        padding="causal",
        dtype="float32",
    )
    pad = layer("ZeroPadding1D", "pad", padding=[4, 0], data_format="channels_last", dtype="float32")
    valid = Layer("SeparableConv1D", "conv", dict(before.config) | {"padding": "valid"}, before.weights)
    check_upgraded(before, Layer("Sequential", "conv", {"dtype": "float32"}, layers=(pad, valid)), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("SeparableConv1D", kernel_size=[3], padding="same"), rule)
    check_noop(layer("Conv1D", kernel_size=[3], padding="causal"), rule)
