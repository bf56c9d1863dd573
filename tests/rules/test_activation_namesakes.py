from __future__ import annotations

import pytest

from rekeras.records import Severity
from rekeras.rules.activation_namesakes import is_namesake, rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, layer, source

FUNCTION = {"module": "builtins", "class_name": "function", "config": "mish", "registered_name": "function"}


@pytest.mark.parametrize("activation", ["mish", FUNCTION])
def test_an_activation_that_came_later_is_told_and_kept(activation: object) -> None:
    before = layer("Dense", activation=activation)
    after, _changes, findings = apply_rule(rule, before, source("2.10.0"))
    assert after.config == before.config
    (finding,) = findings
    assert (finding.code, finding.severity) == ("activation_namesake", Severity.ATTENTION)
    assert "--lambda mish=" in finding.advice


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("mish", "2.10.0", True),
        ("mish", "2.13.0", False),
        ("gelu", "2.3.0-tf", True),
        ("gelu", "2.4.0", False),
        ("swish", "2.2.4", True),
        ("swish", "2.2.4-tf", False),
        ("celu", "2.15.0", True),
        ("celu", "3.0.0", False),
        ("relu", "2.2.4", False),
        ("mish", "", False),
    ],
)
def test_who_had_which(name: str, version: str, expected: bool) -> None:
    assert is_namesake(name, source(version)) is expected


def test_leaves_what_keras_had_alone() -> None:
    check_noop(layer("Dense", activation="relu"), rule, source("2.2.4"))
    check_noop(layer("LSTM", activation="tanh", recurrent_activation="sigmoid"), rule, source("2.10.0"))
