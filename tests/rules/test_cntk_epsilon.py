from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rekeras.archive import Source
from rekeras.rules.cntk_epsilon import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, layer, source

CNTK = replace(source("2.1.6"), backend="cntk")
BEFORE = layer("BatchNormalization", "normal", {"gamma": (3,), "moving_variance": (3,)}, epsilon=0.01)


def test_divides_by_the_root_and_epsilon() -> None:
    after, changes, findings = apply_rule(rule, BEFORE, CNTK)
    assert [change.rule for change in changes] == [rule.name]
    assert not findings
    divisor = np.sqrt(after.weights["moving_variance"].read() + after.config["epsilon"])
    np.testing.assert_allclose(divisor, np.sqrt(BEFORE.weights["moving_variance"].read()) + 0.01, rtol=1e-6)
    check_noop(after, rule, CNTK)


@pytest.mark.parametrize(
    "written_by",
    [replace(CNTK, keras_version="2.1.2"), replace(CNTK, keras_version="2.2.1"), replace(CNTK, backend="theano")],
    ids=["2.1.2", "2.2.1", "theano"],
)
def test_leaves_alone_what_keras_3_computes_too(written_by: Source) -> None:
    check_noop(BEFORE, rule, written_by)


def test_leaves_alone_what_has_no_variance() -> None:
    check_noop(layer("BatchNormalization", epsilon=0.01), rule, CNTK)
