from __future__ import annotations

from rekeras.keras3.objects import written
from rekeras.records import Severity
from rekeras.rules.custom_objects import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_upgraded, layer

OWN = {"class_name": "MyOwn", "config": {"a": 1}}
KERNEL = {"kernel": (4, 3), "bias": (3,)}


def test_initializers_become_the_default_and_the_others_go() -> None:
    before = layer("Dense", "dense", KERNEL, kernel_initializer=OWN, bias_regularizer=OWN, kernel_constraint=OWN)
    changes = {"kernel_initializer": "glorot_uniform", "bias_regularizer": None, "kernel_constraint": None}
    check_upgraded(before, before.with_config(changes), rule)
    findings = apply_rule(rule, before, SOURCE)[2]
    assert [finding.severity for finding in findings] == [Severity.ATTENTION] * 3
    assert all("MyOwn" in finding.found for finding in findings)


def test_leaves_initializers_without_weights_to_be_refused() -> None:
    check_noop(layer("Dense", kernel_initializer=OWN), rule)


def test_leaves_keras_objects_and_other_classes_alone() -> None:
    check_noop(layer("Dense", "dense", KERNEL, kernel_initializer=written("keras.initializers", "Zeros", {})), rule)
    check_noop(layer("Dense", "dense", KERNEL, kernel_initializer="he_normal", kernel_regularizer="l2"), rule)
    check_noop(layer("MyDense", "dense", KERNEL, kernel_initializer=OWN), rule)
