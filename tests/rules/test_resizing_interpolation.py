from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.records import Severity
from rekeras.rules.resizing_interpolation import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, layer, sequential


@pytest.mark.parametrize("interpolation", ["gaussian", "mitchellcubic"])
def test_refuses_what_is_gone(interpolation: str) -> None:
    check_refused(layer("Resizing", interpolation=interpolation), rule, "interpolation")


@pytest.mark.parametrize("interpolation", ["area", "bicubic", "lanczos3"])
def test_warns_of_what_backends_compute_differently(interpolation: str) -> None:
    before = layer("UpSampling2D", interpolation=interpolation)
    after, changes, findings = apply_rule(rule, before, SOURCE)
    assert after == before
    assert not changes
    assert [finding.severity for finding in findings] == [Severity.ATTENTION]
    assert interpolation in findings[0].found


@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
def test_leaves_others_alone(interpolation: str) -> None:
    check_noop(layer("Resizing", interpolation=interpolation), rule)
    check_noop(layer("UpSampling2D"), rule)


def resized(inner: Layer, *shape: int | None, dtype: str = "float32") -> Layer:
    model = sequential(Layer("InputLayer", "x", {"batch_shape": [None, *shape], "dtype": dtype}), inner)
    after, (change,), findings = apply_rule(rule, model, SOURCE)
    assert (change.where, findings) == (inner.name, ())
    return after.layers[1]


# What TensorFlow 2.15 makes of a column of five pixels.
PIXELS = [0.3, -1.2, 2.5, 0.7, 1.9]
RESIZED = {
    "area": [-0.3, 1.4, 1.42],
    "bicubic": [-0.24066, 2.5, 1.50741],
    "lanczos3": [-0.39467, 2.5, 1.40277],
    "gaussian": [-0.20887, 1.91421, 1.49291],
    "mitchellcubic": [-0.2502, 2.19444, 1.48526],
}


@pytest.mark.parametrize("interpolation", RESIZED)
def test_matrices_give_the_numbers_of_tensorflow(interpolation: str) -> None:
    nested = resized(layer("Resizing", height=3, width=1, interpolation=interpolation), 5, 1, 1)
    rows, columns = nested.layers[1:]
    assert (rows.config["equation"], columns.config["equation"]) == ("abcd,bx->axcd", "abcd,cx->abxd")
    assert [inner.config["trainable"] for inner in nested.layers[1:]] == [False, False]
    np.testing.assert_allclose(PIXELS @ rows.weights["kernel"].read(), RESIZED[interpolation], atol=2e-5)


def test_sizes_follow_the_data_format() -> None:
    inner = layer("UpSampling2D", size=[2, 3], interpolation="bicubic", data_format="channels_first")
    nested = resized(inner, 4, 3, 5)
    assert [step.config["equation"] for step in nested.layers[1:]] == ["abcd,cx->abxd", "abcd,dx->abcx"]
    assert [step.config["output_shape"] for step in nested.layers[1:]] == [[4, 6, 5], [4, 6, 15]]
    assert all(one.class_name != "Rescaling" for pair in pairwise(nested.layers) for one in pair)


def test_whole_numbers_become_floats_first() -> None:
    inner = layer("Resizing", height=3, width=2, interpolation="area")
    assert resized(inner, 6, 5, 3, dtype="uint8").layers[1].class_name == "Rescaling"


def test_cropping_is_left_to_keras() -> None:
    inner = layer("Resizing", height=3, width=2, interpolation="gaussian", crop_to_aspect_ratio=True)
    model = sequential(Layer("InputLayer", "x", {"batch_shape": [None, 6, 5, 3]}), inner)
    check_refused(model, rule, "interpolation")
