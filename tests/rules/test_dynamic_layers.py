from __future__ import annotations

from rekeras.rules.dynamic_layers import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_drops_it() -> None:
    check_upgraded(layer("Dense", units=3, dynamic=True), layer("Dense", units=3), rule)


def test_leaves_other_classes_and_values_alone() -> None:
    check_noop(layer("MyLayer", dynamic=True), rule)
    check_noop(layer("Dense", dynamic="yes"), rule)
