from __future__ import annotations

from rekeras.records import Severity
from rekeras.rules.layer_name_dots import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer


def test_warns_of_a_dot_in_the_name_of_a_layer_with_weights() -> None:
    before = layer("Dense", "fc.1", {"kernel": (2, 3)})
    after, changes, findings = apply_rule(rule, before, SOURCE)
    assert (after, changes) == (before, ())
    assert [(one.code, one.severity) for one in findings] == [("layer_name_dots", Severity.ATTENTION)]


def test_leaves_alone_layers_without_weights() -> None:
    check_noop(layer("Dropout", "drop.1"), rule)


def test_leaves_alone_names_without_a_dot() -> None:
    check_noop(layer("Dense", "fc_1", {"kernel": (2, 3)}), rule)
