"""Biases with channels first, which TensorFlow takes for biases with channels last where the sizes fit."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.channels_first_bias import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer, sequential


def model(class_name: str, shape: list[int | None], **config: Any) -> Layer:
    given = layer("InputLayer", "x", batch_shape=shape, dtype="float32")
    common: dict[str, Any] = {"data_format": "channels_first", "kernel_size": 2, "strides": 1, "padding": "valid"}
    return sequential(given, layer(class_name, "conv", **common | config))


@pytest.mark.parametrize(
    ("class_name", "shape", "config", "to_last", "to_first"),
    [
        ("Conv1D", [None, 2, 5], {"filters": 4}, [2, 1], [2, 1]),
        ("Conv2D", [None, 2, 5, 6], {"filters": 5}, [2, 3, 1], [3, 1, 2]),
        ("Conv2D", [None, 2, 5, None], {"filters": 5}, [2, 3, 1], [3, 1, 2]),
        ("Conv3D", [None, 2, 5, 6, 7], {"filters": 6, "use_bias": True}, [2, 3, 4, 1], [4, 1, 2, 3]),
        ("Conv2DTranspose", [None, 2, 5, 6], {"filters": 7}, [2, 3, 1], [3, 1, 2]),
        ("DepthwiseConv2D", [None, 5, 5, 6], {"depth_multiplier": 1}, [2, 3, 1], [3, 1, 2]),
    ],
)
def test_puts_channels_last_between_two_permutations(
    class_name: str, shape: list[int | None], config: dict[str, Any], to_last: list[int], to_first: list[int]
) -> None:
    after, _changes, findings = apply_rule(rule, model(class_name, shape, **config), SOURCE)
    assert not findings
    _input, before, conv, behind = after.layers[1].layers
    assert (before.config["dims"], behind.config["dims"]) == (to_last, to_first)
    assert (conv.class_name, conv.config["data_format"]) == (class_name, "channels_last")


@pytest.mark.parametrize(
    "right",
    [
        model("Conv2D", [None, 2, 5, 6], filters=4),
        model("Conv2D", [None, 2, 5, 2], filters=1),
        model("Conv3D", [None, 2, 5, 6, 7], filters=6, use_bias=False),
        model("Conv2D", [None, 5, 6, 2], filters=5, data_format="channels_last"),
    ],
    ids=["another-size", "one-channel", "no-bias", "channels-last"],
)
def test_leaves_alone_what_all_backends_compute_alike(right: Layer) -> None:
    check_noop(right, rule)
