"""Every config that old versions of Keras write becomes one of Keras 3, or is refused by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rekeras.archive import Archive, Layer
from rekeras.keras3 import conformity
from rekeras.records import Severity
from rekeras.upgrade import upgrade
from tests.rule_cases import source

CONFIGS = json.loads(Path(__file__).with_name("old_configs.json").read_text(encoding="utf-8"))
GONE = frozenset({"unknown_layer"})
REFUSED = {  # by class: why Keras 3 cannot have it
    **dict.fromkeys(("AbstractRNNCell", "Layer", "PreprocessingLayer", "Recurrent", "Wrapper"), GONE),
    **dict.fromkeys(("ConvLSTM2DCell", "ConvRecurrent2D"), GONE),
    "CategoryCrossing": GONE,
    "RandomFourierFeatures": GONE,
    # no layer by itself knows the size of its input
    **dict.fromkeys(("LocallyConnected1D", "LocallyConnected2D"), frozenset({"unshared_convolution", "unknown_layer"})),
    "Lambda": frozenset({"untranslated_lambda"}),
    **dict.fromkeys(("IntegerLookup", "StringLookup", "TextVectorization"), frozenset({"no_vocabulary"})),
}
REFUSED_BEFORE = {  # by class: before which version, and why
    "RandomCrop": ("2.7.0", {"random_crop"}),
}
ATTENTION = ("Attention", "AdditiveAttention")  # TensorFlow 1.14 wrote none of their arguments
OF_KERAS_1 = frozenset({"Highway", "MaxoutDense", "Merge"})  # need the shapes of what they are called on
INNER = ("layer", "cell", "forward_layer", "backward_layer")


def as_layer(class_name: str, config: dict[str, Any]) -> Layer:
    """The layer as a reader gives it: inner layers stand in its parts."""
    inner = {key: config[key] for key in INNER if isinstance(config.get(key), dict)}
    cells = {f"cells.{index}": cell for index, cell in enumerate(config.get("cells", ()))}
    parts = {place: as_layer(part["class_name"], part["config"]) for place, part in (inner | cells).items()}
    if class_name == "Bidirectional":
        parts = {"forward_layer": parts["layer"], "backward_layer": parts["layer"]}
    plain = {key: value for key, value in config.items() if key not in (*inner, "cells", "name")}
    return Layer(class_name, str(config.get("name", "layer")), plain, parts=parts)


def refusals(class_name: str, config: dict[str, Any], version: str) -> set[str]:
    written_by = source(version)
    layer = as_layer(class_name, config)
    model = Layer("Sequential", "model", layers=(layer,)) if class_name == "Lambda" else layer
    upgraded = upgrade(Archive(written_by, model))  # Lambdas are looked for in models
    findings = (*upgraded.findings, *conformity.findings(upgraded.archive.model, written_by))
    return {finding.code for finding in findings if finding.severity is Severity.REFUSAL}


def expected(class_name: str, version: str) -> set[str] | frozenset[str]:
    before, codes = REFUSED_BEFORE.get(class_name, ("0", set[str]()))
    numbers = source(version).version
    if numbers < source(before).version:
        return codes
    return REFUSED.get(class_name, frozenset())


@pytest.mark.parametrize("class_name", sorted(CONFIGS.keys() - OF_KERAS_1))
def test_config_becomes_one_of_keras_3(class_name: str) -> None:
    for entry in CONFIGS[class_name]:
        for version in entry["versions"]:
            plain_version = version.partition("+")[0]
            lost = {"attention_arguments"} if class_name in ATTENTION and "use_scale" not in entry["config"] else set()
            wanted = expected(class_name, plain_version) | lost
            assert refusals(class_name, entry["config"], plain_version) == wanted, version


def test_an_unknown_key_is_refused_in_every_class() -> None:
    for class_name, entries in CONFIGS.items():
        if class_name not in REFUSED.keys() | OF_KERAS_1:
            config = {**entries[-1]["config"], "a_key_nobody_knows": 7}
            assert "unknown_key" in refusals(class_name, config, "2.15.0"), class_name
