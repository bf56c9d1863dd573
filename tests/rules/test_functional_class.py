from __future__ import annotations

from dataclasses import replace

import pytest

from rekeras.archive import Graph, Layer, TensorRef
from rekeras.records import Safety, Severity
from rekeras.rules.functional_class import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_upgraded, layer

MODEL = Layer(
    "Functional", "model", graph=Graph((), TensorRef("input"), TensorRef("input")), layers=(layer("InputLayer"),)
)


@pytest.mark.parametrize("class_name", ["Model", "Network"])
def test_renames_what_keras_called_it_before(class_name: str) -> None:
    check_upgraded(replace(MODEL, class_name=class_name), MODEL, rule)


def test_leaves_functional_and_sequential_alone() -> None:
    check_noop(MODEL, rule)
    check_noop(Layer("Sequential", "model"), rule)


def test_own_class_becomes_functional_and_says_so() -> None:
    own = replace(MODEL, class_name="MyModel", package="my_models")
    change = check_upgraded(own, MODEL, rule)
    assert change.safety is Safety.LOSSY
    _model, _changes, findings = apply_rule(rule, own, SOURCE)
    assert [finding.severity for finding in findings] == [Severity.ATTENTION]
    assert "MyModel" in findings[0].found
