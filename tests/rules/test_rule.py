from __future__ import annotations

import pytest

from rekeras.records import Safety
from rekeras.rules import dtype_policy, hard_sigmoid, merge_masks_dropped
from rekeras.rules._rule import Rule
from rekeras.upgrade import rules
from tests.rule_cases import check_noop, layer, source


@pytest.mark.parametrize("version", ["", "2.0.8", "2.2.4-tf", "2.15.0"])
def test_every_rule_concerns_files_of_keras_2(version: str) -> None:
    assert all(rule.concerns(source(version)) for rule in rules())


def test_what_keras_3_wrote_means_what_keras_3_means() -> None:
    dense = layer("Dense", "dense", {"kernel": (4, 3)}, activation="hard_sigmoid")
    check_noop(dense, hard_sigmoid.rule, source("3.9.2"))
    assert merge_masks_dropped.rule.concerns(source("3.3.3"))
    assert not merge_masks_dropped.rule.concerns(source("3.4.0"))
    assert dtype_policy.rule.concerns(source("3.9.2"))


def test_rules_are_in_the_order_of_history_and_documented() -> None:
    versions = [rule.version for rule in rules() if not rule.early]
    assert versions == sorted(versions)
    for rule in rules():
        assert rule.summary.endswith((".", ";")), rule.name
        assert rule.symptoms, rule.name


def test_order_is_by_version_then_name() -> None:
    one, other = (
        Rule(f"rekeras.rules.{name}", version, Safety.LOSSLESS) for name, version in (("b", "2.10"), ("a", "3.0"))
    )
    assert one.order < other.order
    assert Rule("rekeras.rules.a", "2.10", Safety.LOSSLESS).order < one.order
    assert Rule("rekeras.rules.z", "2.4", Safety.LOSSLESS).order < one.order
