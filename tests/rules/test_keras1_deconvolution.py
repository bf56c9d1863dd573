from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.keras1_deconvolution import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_upgraded, layer, sequential, source

KERAS_1 = source("1.2.2")
INPUT = layer("InputLayer", "x", batch_shape=[None, 3, 4, 2], dtype="float32")


def deconvolution(padding: str, **config: Any) -> Layer:
    common: dict[str, Any] = {"filters": 3, "kernel_size": [2, 3], "strides": [2, 1], "data_format": "channels_last"}
    return layer("Conv2DTranspose", **common, padding=padding, **config)


@pytest.mark.parametrize(
    ("padding", "asked", "output_padding"),
    [("valid", [None, 6, 6, 3], None), ("valid", [None, 7, 6, 3], [1, 0]), ("same", [None, 6, 4, 3], None)],
    ids=["usual", "one-more", "same"],
)
def test_says_the_padding_that_makes_the_size(padding: str, asked: list[int], output_padding: list[int]) -> None:
    before = sequential(INPUT, deconvolution(padding, output_shape=asked))
    after = sequential(INPUT, deconvolution(padding, output_padding=output_padding))
    check_upgraded(before, after, rule, KERAS_1)


def test_leaves_alone_what_says_no_size() -> None:
    check_noop(sequential(INPUT, deconvolution("valid")), rule, KERAS_1)


def test_refuses_a_size_that_no_transposed_convolution_makes() -> None:
    model, _changes, findings = apply_rule(
        rule, sequential(INPUT, deconvolution("valid", output_shape=[None, 9, 6, 3])), KERAS_1
    )
    assert [finding.code for finding in findings] == ["deconvolution_shape"]
    assert "output_padding" not in model.layers[1].config
