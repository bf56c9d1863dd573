from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.channels_first_bias import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer, sequential


def model(class_name: str, shape: list[int | None], **config: Any) -> Layer:
    given = layer("InputLayer", "x", batch_shape=shape, dtype="float32")
    return sequential(given, layer(class_name, "conv", data_format="channels_first", **config))


@pytest.mark.parametrize(
    ("class_name", "shape", "config", "to_last", "to_first"),
    [
        ("Conv2D", [None, 2, 5, 6], {"dilation_rate": [2, 1]}, [2, 3, 1], [3, 1, 2]),
        ("Conv3D", [None, 2, 5, 6, 7], {"use_bias": True}, [2, 3, 4, 1], [4, 1, 2, 3]),
        ("SeparableConv2D", [None, 2, 5, 6], {}, [2, 3, 1], [3, 1, 2]),
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
        model("Conv2D", [None, 2, 5, 6], dilation_rate=[1, 1]),
        model("Conv3D", [None, 2, 5, 6, 7], use_bias=False),
        sequential(layer("Conv3D", data_format="channels_last")),
    ],
    ids=["not-dilated", "no-bias", "channels-last"],
)
def test_leaves_alone_what_all_backends_compute_alike(right: Layer) -> None:
    check_noop(right, rule)
