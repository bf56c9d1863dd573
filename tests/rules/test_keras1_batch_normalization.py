from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.records import Severity
from rekeras.rules.keras1_batch_normalization import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, layer, source

EPSILON = 0.01


def normalization(**config: Any) -> Layer:
    weights = {"gamma": (3,), "beta": (3,), "running_mean": (3,), "running_std": (3,)}
    return layer("BatchNormalization", "normal", weights, mode=0, epsilon=EPSILON, **config)


@pytest.mark.parametrize(
    ("version", "backend", "divisor"),
    [
        ("1", "theano", lambda stored: stored + EPSILON),
        ("1.0.5", "tensorflow", lambda stored: stored + EPSILON),
        ("1.0.6", "theano", lambda stored: stored + EPSILON),
        ("1.0.7", "theano", lambda stored: np.sqrt(stored) + EPSILON),
    ],
)
def test_divides_by_what_the_version_divided_by(version: str, backend: str, divisor: Any) -> None:
    before = normalization()
    written_by = replace(source(version), backend=backend)
    after, changes, findings = apply_rule(rule, before, written_by)
    variance = after.weights["running_std"].read().astype("float64")
    expected = divisor(before.weights["running_std"].read().astype("float64"))
    np.testing.assert_allclose(np.sqrt(variance + after.config["epsilon"]), expected, rtol=1e-6)
    assert [change.rule for change in changes] == [rule.name]
    said = [("deviation_assumed", Severity.ATTENTION)] if version == "1" else []
    assert [(finding.code, finding.severity) for finding in findings] == said
    check_noop(after, rule, written_by)


@pytest.mark.parametrize(
    ("version", "backend"), [("1.0.6", "tensorflow"), ("1.0.7", "tensorflow"), ("1.0.8", "theano")]
)
def test_leaves_a_variance_alone(version: str, backend: str) -> None:
    check_noop(normalization(), rule, replace(source(version), backend=backend))


def test_leaves_alone_what_only_newer_versions_write() -> None:
    check_noop(normalization(gamma_regularizer=None), rule, replace(source("1"), backend="theano"))
