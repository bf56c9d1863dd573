from __future__ import annotations

import pytest

from rekeras.rules.random_crop import rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer, sequential, source, upgraded


def test_becomes_the_resizing_it_was() -> None:
    after = layer(
        "Resizing",
        height=4,
        width=5,
        interpolation="bilinear",
        crop_to_aspect_ratio=True,
        data_format="channels_last",
    )
    check_upgraded(layer("RandomCrop", height=4, width=5, seed=3), after, rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("CenterCrop", height=4, width=5), rule)


@pytest.mark.parametrize(
    ("shape", "size", "cropping"),
    [([9, 7], [5, 4], [[1, 1], [0, 0]]), ([6, 11], [3, 5], [[0, 0], [0, 1]]), ([3, 4], [3, 4], [[0, 0], [0, 0]])],
)
def test_older_ones_scale_first(shape: list[int], size: list[int], cropping: list[list[int]]) -> None:
    images = layer("InputLayer", "x", batch_shape=[None, *shape, 3], dtype="float32")
    before = sequential(images, layer("RandomCrop", "crop", height=3, width=4))
    resized, middle = upgraded(before, rule, source("2.6.0")).layers[1].layers[1:]
    assert [resized.config["height"], resized.config["width"]] == size
    assert middle.config["cropping"] == cropping


def test_refuses_unknown_sizes_and_versions() -> None:
    check_refused(layer("RandomCrop", height=4, width=5), rule, "random_crop", source("2.6.0"))
    check_refused(layer("RandomCrop", height=4, width=5), rule, "random_crop", source(""))
