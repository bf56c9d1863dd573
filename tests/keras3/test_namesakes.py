from __future__ import annotations

import pytest

from rekeras.keras3 import conformity
from rekeras.keras3.catalog import catalog
from rekeras.keras3.namesakes import LACKING, NEVER_STANDALONE, is_namesake
from tests.rule_cases import layer, source


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
    (finding,) = conformity.findings(layer("LayerNormalization"), source("2.2.4"))
    assert finding.code == "unknown_layer"
    assert "no class of Keras" in finding.found
