from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.rules.layer_normalization_axes import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer, masked, sequential, upgraded


def model(axis: object) -> Layer:
    inputs = layer("InputLayer", "x", batch_shape=[None, 4, 3, 5], dtype="float32")
    return sequential(inputs, layer("LayerNormalization", "norm", {"gamma": (3,)}, axis=axis))


@pytest.mark.parametrize(
    ("axis", "order", "back", "last"),
    [
        (1, [2, 3, 1], [3, 1, 2], -1),
        ([2], [1, 3, 2], [1, 3, 2], -1),
        ([1, 2], [3, 1, 2], [2, 3, 1], [-2, -1]),
        ([-2, -3], [3, 1, 2], [2, 3, 1], [-2, -1]),
    ],
)
def test_moves_axes_behind_the_others(axis: object, order: list[int], back: list[int], last: object) -> None:
    before = model(axis)
    inner = upgraded(before, rule).layers[1].layers[1:]
    assert [one.class_name for one in inner] == ["Permute", "LayerNormalization", "Permute"]
    assert (inner[0].config["dims"], inner[1].config["axis"], inner[2].config["dims"]) == (order, last, back)
    assert inner[1].weights == before.layers[1].weights


@pytest.mark.parametrize("axis", [-1, 3, [2, 3], [1, 2, 3], [1, 3]])
def test_leaves_alone_the_last_axes_and_axes_apart(axis: object) -> None:
    check_noop(model(axis), rule)


def test_leaves_alone_what_it_cannot_tell() -> None:
    check_noop(layer("LayerNormalization", axis=[1]), rule)


def test_warns_where_masks_would_be_lost() -> None:
    before = masked(layer("LayerNormalization", axis=1))
    after, changes, (finding,) = apply_rule(rule, before, SOURCE)
    assert (after, changes, finding.code) == (before, (), "layer_normalization_axes")
