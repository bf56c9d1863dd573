from __future__ import annotations

from rekeras.rules.thresholded_relu import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_becomes_relu() -> None:
    after = layer("ReLU", max_value=None, negative_slope=0.0, threshold=0.7)
    check_upgraded(layer("ThresholdedReLU", theta=0.7), after, rule)
    check_upgraded(layer("ThresholdedReLU"), after.with_config({"threshold": 1.0}), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("ReLU", threshold=0.7), rule)
    check_noop(layer("ThresholdedReLU", theta="0.7"), rule)
