from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.archive import Layer, Source
from rekeras.rules.attention_arguments import rule
from rekeras.upgrade import apply_rule


def codes(layer: Layer, version: str) -> list[str]:
    _layer, _changes, findings = apply_rule(rule, layer, Source(Path("model.h5"), "keras_h5", version, "tensorflow"))
    return [finding.code for finding in findings]


@pytest.mark.parametrize("class_name", ["Attention", "AdditiveAttention"])
def test_refuses_what_the_file_does_not_tell(class_name: str) -> None:
    assert codes(Layer(class_name, "attention"), "2.2.4-tf") == ["attention_arguments"]


@pytest.mark.parametrize(
    ("layer", "version"),
    [(Layer("Attention", "a", {"causal": True}), "2.2.4-tf"), (Layer("Attention", "a"), "2.15.0")],
    ids=["written", "newer"],
)
def test_leaves_alone_what_is_known(layer: Layer, version: str) -> None:
    assert codes(layer, version) == []
