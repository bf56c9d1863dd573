from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.records import Severity
from rekeras.rules.average_pooling_padding import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer, masked, sequential, upgraded


def model(shape: list[int | None], class_name: str = "AveragePooling2D", **config: Any) -> Layer:
    return sequential(
        layer("InputLayer", "x", batch_shape=[None, *shape], dtype="float32"), layer(class_name, **config)
    )


@pytest.mark.parametrize(
    ("shape", "pool", "strides", "padding", "rows", "columns"),
    [
        pytest.param([9, 7, 4], [3, 2], [1, 2], [[1, 1], [0, 1]], 9, 4, id="one dimension uneven, the other padded"),
        pytest.param([9, 7, 4], [4, 4], [1, 1], [[1, 2], [1, 2]], 9, 7, id="an even window"),
        pytest.param([8, 7, 4], [3, 3], [2, 2], [[0, 1], [1, 1]], 4, 4, id="an even size"),
    ],
)
def test_takes_zeros_out_of_the_mean(
    shape: list[int | None], pool: list[int], strides: list[int], padding: list[list[int]], rows: int, columns: int
) -> None:
    before = model(shape, pool_size=pool, strides=strides, padding="same", data_format="channels_last")
    zeros, pooled, mean = upgraded(before, rule).layers[1].layers[1:]
    assert (zeros.config["padding"], pooled.config["padding"]) == (padding, "valid")
    kernel = mean.weights["kernel"].read()
    assert kernel.shape == (rows, columns)
    covered = np.ones([size or 0 for size in shape[:2]])
    counted = np.pad(covered, padding)[: pool[0], : pool[1]].sum()
    np.testing.assert_allclose(kernel[0, 0], pool[0] * pool[1] / counted, rtol=1e-6)


@pytest.mark.parametrize(
    "before",
    [
        model([None, None, 4], pool_size=[3, 3], strides=[2, 2], padding="same"),
        masked(layer("AveragePooling1D", pool_size=[4], strides=[1], padding="same")),
    ],
)
def test_warns_where_sizes_are_unknown_or_masks_are_near(before: Layer) -> None:
    after, changes, findings = apply_rule(rule, before, SOURCE)
    assert (after, changes) == (before, ())
    assert [(one.code, one.severity) for one in findings] == [("average_pooling_padding", Severity.ATTENTION)]
    assert "PyTorch" in findings[0].found


@pytest.mark.parametrize(
    ("shape", "pool", "strides", "padding"),
    [
        pytest.param([9, 7, 4], [3, 2], [1, 2], "valid", id="no padding"),
        pytest.param([9, 7, 4], [3, 3], [1, 1], "same", id="even on both sides"),
        pytest.param([9, 7, 4], [2, 2], [2, 2], "same", id="windows of two: the edge repeated is the edge"),
        pytest.param([7, 9, 4], [3, 3], None, "same", id="strides as the window, nothing odd"),
    ],
)
def test_leaves_alone(shape: list[int | None], pool: list[int], strides: list[int] | None, padding: str) -> None:
    check_noop(model(shape, pool_size=pool, strides=strides, padding=padding), rule)


def test_reads_channels_first() -> None:
    config: dict[str, Any] = {"pool_size": 3, "strides": 2, "padding": "same", "data_format": "channels_first"}
    check_noop(model([8, 9], "AveragePooling1D", **config), rule)
    mean = upgraded(model([9, 8], "AveragePooling1D", **config), rule).layers[1].layers[-1]
    assert (mean.config["equation"], mean.weights["kernel"].shape) == ("abc,c->abc", (4,))
