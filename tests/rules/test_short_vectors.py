from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.records import Severity
from rekeras.rules.short_vectors import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer


@pytest.mark.parametrize("concerned", [layer("Dot", axes=1, normalize=True), layer("UnitNormalization", axis=-1)])
def test_says_what_is_different(concerned: Layer) -> None:
    after, changes, findings = apply_rule(rule, concerned, SOURCE)
    assert after == concerned
    assert not changes
    assert [(finding.code, finding.severity) for finding in findings] == [("short_vectors", Severity.NOTE)]


def test_leaves_other_products_alone() -> None:
    check_noop(layer("Dot", axes=1, normalize=False), rule)
    check_noop(layer("LayerNormalization"), rule)
