from __future__ import annotations

import pytest

from rekeras.records import Severity
from rekeras.rules.random_height_width import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_upgraded, layer


@pytest.mark.parametrize("class_name", ["RandomHeight", "RandomWidth"])
def test_passes_images_through_and_says_so(class_name: str) -> None:
    before = layer(class_name, factor=0.2, interpolation="bilinear", seed=None, rng_type="stateful", dtype="float32")
    check_upgraded(before, layer("Activation", activation="linear", dtype="float32"), rule)
    assert [finding.severity for finding in apply_rule(rule, before, SOURCE)[2]] == [Severity.ATTENTION]


def test_leaves_others_alone() -> None:
    check_noop(layer("RandomZoom", height_factor=0.2), rule)
