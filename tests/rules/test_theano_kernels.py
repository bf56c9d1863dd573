from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.rules.theano_kernels import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, layer, source

THEANO = replace(source("2.2.4"), backend="theano")


@pytest.mark.parametrize(
    ("class_name", "shape", "spatial"),
    [
        ("Conv1D", (3, 2, 4), (0,)),
        ("Conv2D", (3, 2, 2, 4), (0, 1)),
        ("Conv3D", (3, 2, 2, 2, 4), (0, 1, 2)),
        ("Conv2DTranspose", (3, 2, 2, 4), (0, 1)),
        ("ConvLSTM2DCell", (3, 2, 2, 4), (0, 1)),
    ],
)
def test_turns_the_spatial_axes_around_once(class_name: str, shape: tuple[int, ...], spatial: tuple[int, ...]) -> None:
    before = layer(class_name, "conv", {"kernel": shape, "bias": (4,)})
    after, changes, _findings = apply_rule(rule, before, THEANO)
    assert [change.rule for change in changes] == [rule.name]
    np.testing.assert_array_equal(after.weights["kernel"].read(), np.flip(before.weights["kernel"].read(), spatial))
    assert after.weights["bias"] == before.weights["bias"]


def test_turns_both_kernels_of_conv_lstm() -> None:
    before = layer("ConvLSTM2D", "conv", {"kernel": (3, 2, 2, 4), "recurrent_kernel": (3, 2, 1, 4), "bias": (4,)})
    after, _changes, _findings = apply_rule(rule, before, THEANO)
    for name in ("kernel", "recurrent_kernel"):
        np.testing.assert_array_equal(after.weights[name].read(), np.flip(before.weights[name].read(), (0, 1)))


def test_leaves_kernels_of_one_place_alone() -> None:
    after, _changes, _findings = apply_rule(rule, layer("Conv2D", "conv", {"kernel": (1, 1, 2, 4)}), THEANO)
    assert after.weights["kernel"].is_original


@pytest.mark.parametrize("class_name", ["Dense", "DepthwiseConv2D", "SeparableConv2D", "LocallyConnected2D"])
def test_leaves_alone_what_theano_turned_itself_or_not_at_all(class_name: str) -> None:
    check_noop(layer(class_name, "other", {"kernel": (3, 2, 2, 4)}), rule, THEANO)


@pytest.mark.parametrize("backend", ["tensorflow", "cntk", ""])
def test_leaves_other_backends_alone(backend: str) -> None:
    check_noop(layer("Conv2D", "conv", {"kernel": (3, 2, 2, 4)}), rule, replace(THEANO, backend=backend))
