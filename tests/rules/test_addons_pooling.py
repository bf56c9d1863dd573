from __future__ import annotations

from dataclasses import replace
from typing import Any

from rekeras.archive import Layer
from rekeras.rules.addons_pooling import rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, upgraded


def model(shape: list[int | None], class_name: str, **config: Any) -> Layer:
    own = replace(layer(class_name, "own", **config), package="Addons")
    return sequential(layer("InputLayer", "x", batch_shape=shape, dtype="float32"), own)


def test_windows_are_the_size_over_the_bins() -> None:
    before = model([None, 6, 8, 3], "AdaptiveMaxPooling2D", output_size=[2, 4], data_format="channels_last")
    pooling = {"pool_size": [3, 2], "strides": [3, 2], "padding": "valid", "data_format": "channels_last"}
    assert upgraded(before, rule).layers[1] == Layer("MaxPooling2D", "own", pooling)
    first = model([None, 3, 6], "AdaptiveAveragePooling1D", output_size=2, data_format="channels_first")
    assert upgraded(first, rule).layers[1].config["pool_size"] == [3]


def test_pyramids_cut_off_what_is_left_over() -> None:
    before = model([None, 7, 5, 3], "SpatialPyramidPooling2D", bins=[[1, 1], [3, 2]], data_format="channels_last")
    inner = upgraded(before, rule).layers[1].layers[1:]
    assert [one.class_name for one in inner] == [
        *("AveragePooling2D", "Reshape", "Cropping2D", "AveragePooling2D", "Reshape", "Concatenate")
    ]
    assert inner[2].config["cropping"] == [[0, 1], [0, 1]]
    assert [one.config["target_shape"] for one in inner if one.class_name == "Reshape"] == [[1, 3], [6, 3]]


def test_refuses_unknown_sizes() -> None:
    check_refused(model([None, None, 6], "AdaptiveMaxPooling1D", output_size=3), rule, "size_unknown")
    check_refused(model([None, None, 6, 3], "SpatialPyramidPooling2D", bins=[1]), rule, "size_unknown")


def test_leaves_keras_own_alone() -> None:
    check_noop(layer("AdaptiveMaxPooling1D", output_size=3), rule)
