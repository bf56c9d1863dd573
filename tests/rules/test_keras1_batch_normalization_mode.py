from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.records import Severity
from rekeras.rules.keras1_batch_normalization_mode import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_refused, layer, sequential, source

KERAS_1 = source("1.2.2")


def model(**config: Any) -> Layer:
    given = layer("InputLayer", "x", batch_shape=[None, 5, 3], dtype="float32")
    weights = {"gamma": (3,), "beta": (3,), "running_mean": (3,), "running_std": (3,)}
    return sequential(given, layer("BatchNormalization", "normal", weights, epsilon=0.1, **config))


@pytest.mark.parametrize(("mode", "axes", "outside"), [(1, [2], 0.1), (2, [0, 1], 0.0)], ids=["sample", "batch"])
def test_is_written_out(mode: int, axes: list[int], outside: float) -> None:
    before = model(mode=mode, axis=-1)
    after, changes, findings = apply_rule(rule, before, KERAS_1)
    inner = {one.name: one for one in after.layers[1].layers}
    assert [change.rule for change in changes] == [rule.name]
    assert inner["mean"].config["axis"] == inner["variance"].config["axis"] == axes
    assert (inner["shifted"].config["offset"], inner["divisor"].config["offset"]) == (0.1, outside)
    scaled, old = inner["scaled"], before.layers[1].weights
    assert (scaled.config["axis"], scaled.config["epsilon"]) == (2, 0.0)
    assert (scaled.weights["gamma"], scaled.weights["beta"]) == (old["gamma"], old["beta"])
    np.testing.assert_array_equal(scaled.weights["moving_variance"].read(), 1)
    said = [("statistics_of_the_batch", Severity.ATTENTION)] if mode == 2 else []
    assert [(finding.code, finding.severity) for finding in findings] == said


@pytest.mark.parametrize("config", [{"mode": 0}, {}], ids=["first-mode", "keras-2"])
def test_leaves_the_first_mode_alone(config: dict[str, Any]) -> None:
    check_noop(model(**config), rule, KERAS_1)


def test_refuses_older_formulas() -> None:
    check_refused(model(mode=1), rule, "batch_normalization_mode", source("1.0.6"))


def test_refuses_samples_along_another_axis() -> None:
    check_refused(model(mode=1, axis=1), rule, "batch_normalization_mode", KERAS_1)


def test_refuses_inputs_of_unknown_shape() -> None:
    check_refused(layer("BatchNormalization", mode=2), rule, "size_unknown", KERAS_1)
