from __future__ import annotations

import pytest

from rekeras.records import Severity
from rekeras.rules.resizing_interpolation import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_refused, layer


@pytest.mark.parametrize("interpolation", ["gaussian", "mitchellcubic"])
def test_refuses_what_is_gone(interpolation: str) -> None:
    check_refused(layer("Resizing", interpolation=interpolation), rule, "interpolation")


@pytest.mark.parametrize("interpolation", ["area", "bicubic", "lanczos3"])
def test_warns_of_what_backends_compute_differently(interpolation: str) -> None:
    before = layer("UpSampling2D", interpolation=interpolation)
    after, changes, findings = apply_rule(rule, before, SOURCE)
    assert after == before
    assert not changes
    assert [finding.severity for finding in findings] == [Severity.ATTENTION]
    assert interpolation in findings[0].found


@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
def test_leaves_others_alone(interpolation: str) -> None:
    check_noop(layer("Resizing", interpolation=interpolation), rule)
    check_noop(layer("UpSampling2D"), rule)
