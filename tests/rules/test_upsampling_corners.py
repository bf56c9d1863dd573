from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.rules.upsampling_corners import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

STANDALONE = source("2.2.4")


def bilinear(size: list[int]) -> Layer:
    return layer("UpSampling2D", "up", size=size, interpolation="bilinear", data_format="channels_last")


def corners(x: np.ndarray, factor: int) -> np.ndarray:
    """One row of TensorFlow 1's resize_bilinear: places i / factor, the last value beyond the end."""
    places = np.arange(len(x) * factor) / factor
    return np.asarray(np.interp(places, np.arange(len(x)), x))


def computed(x: np.ndarray, factors: list[int]) -> np.ndarray:
    """What nearest UpSampling and AveragePooling with `same` and stride 1 give for one row."""
    for factor in factors:
        repeated = np.repeat(x, factor)
        x = np.array([repeated[i : i + factor].mean() for i in range(len(repeated))])
    return x


@pytest.mark.parametrize(
    ("size", "rows", "columns"), [([2, 2], [2], [2]), ([4, 2], [2, 2], [2, 1]), ([1, 8], [1, 1, 1], [2, 2, 2])]
)
def test_repeats_and_averages(size: list[int], rows: list[int], columns: list[int]) -> None:
    after, (change,), _findings = apply_rule(rule, bilinear(size), STANDALONE)
    assert change.rule == "upsampling_corners"
    assert (after.class_name, after.name) == ("Sequential", "up")
    ups, means = after.layers[::2], after.layers[1::2]
    assert [step.config["size"] for step in ups] == [list(pair) for pair in zip(rows, columns, strict=True)]
    assert [step.config["pool_size"] for step in means] == [step.config["size"] for step in ups]
    x = np.array([0.3, -1.2, 2.5, 0.7])
    for axis, factor in enumerate(size):
        np.testing.assert_allclose(computed(x, [step.config["size"][axis] for step in ups]), corners(x, factor))


def test_leaves_newer_and_nearest_alone() -> None:
    check_noop(bilinear([2, 2]), rule)
    check_noop(bilinear([2, 2]), rule, source("2.2.4-tf"))
    check_noop(layer("UpSampling2D", size=[2, 2], interpolation="nearest"), rule, STANDALONE)


def test_other_factors_are_matrices_for_images_of_known_size() -> None:
    model = sequential(Layer("InputLayer", "x", {"batch_shape": [None, 4, 5, 2]}), bilinear([3, 2]))
    after, (change,), _findings = apply_rule(rule, model, STANDALONE)
    rows, columns = after.layers[1].layers[1:]
    assert (change.where, rows.config["output_shape"], columns.config["output_shape"]) == (
        "up",
        [12, 5, 2],
        [12, 10, 2],
    )
    x = np.array([0.3, -1.2, 2.5, 0.7])
    np.testing.assert_allclose(x @ rows.weights["kernel"].read(), corners(x, 3), atol=1e-6)


def test_refuses_other_factors_and_backends() -> None:
    check_refused(bilinear([2, 3]), rule, "upsampling_corners", STANDALONE)
    check_refused(bilinear([2, 2]), rule, "upsampling_corners", replace(STANDALONE, backend="theano"))
