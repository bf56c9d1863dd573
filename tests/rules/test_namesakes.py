from __future__ import annotations

from dataclasses import replace

import pytest

from rekeras.keras3 import conformity
from rekeras.keras3.catalog import catalog
from rekeras.rules._others import OWNER
from rekeras.rules.namesakes import LACKING, NEVER_STANDALONE, is_namesake, rule
from tests.rule_cases import check_noop, check_upgraded, layer, source


@pytest.mark.parametrize(
    ("class_name", "version", "namesake"),
    [
        ("LayerNormalization", "2.2.4", True),
        ("LayerNormalization", "2.2.4-tf", False),
        ("MultiHeadAttention", "2.3.1", True),
        ("MultiHeadAttention", "2.3.0-tf", True),
        ("MultiHeadAttention", "2.4.0", False),
        ("GroupNormalization", "2.10.0", True),
        ("GroupNormalization", "2.11.0", False),
        ("RMSNormalization", "2.15.0", True),
        ("RMSNormalization", "3.9.0", False),
        ("RMSNormalization", "", False),
        ("Dense", "2.0.0", False),
    ],
)
def test_a_name_before_its_time(class_name: str, version: str, namesake: bool) -> None:
    assert is_namesake(class_name, source(version)) is namesake


def test_all_of_them_are_classes_of_keras_3() -> None:
    assert {*LACKING, *NEVER_STANDALONE} <= set(catalog().classes)


def test_a_namesake_is_refused_as_somebodys_own() -> None:
    before = layer("LayerNormalization", axis=-1)
    after = replace(before, package=OWNER)
    check_upgraded(before, after, rule, source("2.2.4"))
    (finding,) = conformity.findings(after, source("2.2.4"))
    assert finding.code == "unknown_layer"
    assert "LayerNormalization of its author" in finding.found


def test_leaves_keras_classes_alone() -> None:
    check_noop(layer("LayerNormalization", axis=-1), rule, source("2.15.0"))
    check_noop(layer("Dense"), rule, source("2.0.0"))
