from __future__ import annotations

from typing import Any

from rekeras.rules.unused_kernel_keys import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_drops_what_separable_convolutions_never_used() -> None:
    dead: dict[str, Any] = {
        "kernel_initializer": {"class_name": "Zeros"},
        "kernel_regularizer": None,
        "kernel_constraint": None,
    }
    check_upgraded(
        layer("SeparableConv2D", filters=4, depthwise_initializer="zeros", **dead),
        layer("SeparableConv2D", filters=4, depthwise_initializer="zeros"),
        rule,
    )


def test_leaves_other_convolutions_alone() -> None:
    check_noop(layer("Conv2D", kernel_regularizer=None), rule)
    check_noop(layer("SeparableConv1D", filters=4), rule)
