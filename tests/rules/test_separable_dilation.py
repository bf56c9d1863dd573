from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rekeras.archive import Layer, Source
from rekeras.rules.separable_dilation import rule
from rekeras.upgrade import apply_rule


def codes(rate: Any, version: str) -> list[str]:
    layer = Layer("SeparableConv2D", "conv", {"dilation_rate": rate})
    _layer, _changes, findings = apply_rule(rule, layer, Source(Path("model.h5"), "keras_h5", version, "tensorflow"))
    return [finding.code for finding in findings]


@pytest.mark.parametrize("rate", [2, [1, 2]])
def test_refuses_a_rate_that_was_not_used(rate: Any) -> None:
    assert codes(rate, "2.0.8") == ["separable_dilation"]


@pytest.mark.parametrize(("rate", "version"), [([1, 1], "2.0.8"), (2, "2.2.4"), (2, "2.1.6-tf")])
def test_leaves_alone_what_computes_the_same(rate: Any, version: str) -> None:
    assert codes(rate, version) == []
