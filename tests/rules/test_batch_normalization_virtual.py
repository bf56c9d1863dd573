from __future__ import annotations

import pytest

from rekeras.records import Severity
from rekeras.rules.batch_normalization_virtual import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer

NAMES = ("gamma", "beta", "moving_mean", "moving_variance")


@pytest.mark.parametrize(
    ("written", "axis", "stored", "shape"),
    [
        ([4], [3], (1, 1, 1, 1, 5), (5,)),
        ([2], [1], (1, 1, 1), (1,)),
        ([3, 4], [2, 3], (1, 1, 1, 3, 5), (1, 1, 3, 5)),
        (-1, -1, (5,), (5,)),
    ],
)
def test_axes_and_variables_are_those_of_whole_batches(
    written: object, axis: object, stored: tuple[int, ...], shape: tuple[int, ...]
) -> None:
    before = layer("BatchNormalization", "bn", dict.fromkeys(NAMES, stored), axis=written, virtual_batch_size=2)
    after, (change,), findings = apply_rule(rule, before, SOURCE)
    assert after.config == {"axis": axis}
    for name in NAMES:
        assert after.weights[name].read().shape == after.weights[name].shape == shape
        assert list(after.weights[name].read().flat) == list(before.weights[name].read().flat)
    assert len(change.tensors) == (4 if stored != shape else 0)
    assert [finding.severity for finding in findings] == [Severity.ATTENTION]


def test_leaves_others_alone() -> None:
    check_noop(layer("BatchNormalization", "bn", dict.fromkeys(NAMES, (5,)), axis=[3]), rule)
    check_noop(layer("BatchNormalization", "bn", axis=[3], virtual_batch_size=None), rule)
