from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.records import Severity
from rekeras.rules.layer_normalization_axes import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer, sequential


def model(axis: object) -> Layer:
    inputs = layer("InputLayer", "x", batch_shape=[None, 4, 3, 5], dtype="float32")
    return sequential(inputs, layer("LayerNormalization", axis=axis))


@pytest.mark.parametrize("axis", [1, [2], [1, 2], [-3, -2]])
def test_warns_of_axes_before_the_last(axis: object) -> None:
    after, changes, findings = apply_rule(rule, model(axis), SOURCE)
    assert (after, changes) == (model(axis), ())
    assert [(one.code, one.severity) for one in findings] == [("layer_normalization_axes", Severity.ATTENTION)]


@pytest.mark.parametrize("axis", [-1, 3, [2, 3], [1, 2, 3], [1, 3]])
def test_leaves_alone_the_last_axes_and_axes_apart(axis: object) -> None:
    check_noop(model(axis), rule)


def test_leaves_alone_what_it_cannot_tell() -> None:
    check_noop(layer("LayerNormalization", axis=[1]), rule)
