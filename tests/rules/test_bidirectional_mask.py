from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rekeras.archive import Layer, Source
from rekeras.rules.bidirectional_mask import rule
from rekeras.upgrade import apply_rule

STANDALONE = Source(Path("model.h5"), "keras_h5", "2.2.4", "tensorflow")


def model(last: Layer, *, mask_zero: bool = True) -> Layer:
    part = Layer("LSTM", "forward_lstm", {"units": 3, "return_sequences": True})
    both = Layer("Bidirectional", "both", parts={"forward_layer": part, "backward_layer": part})
    return Layer("Sequential", "s", layers=(Layer("Embedding", "words", {"mask_zero": mask_zero}), both, last))


def codes(model: Layer, source: Source) -> list[str]:
    upgraded, changes, findings = apply_rule(rule, model, source)
    assert upgraded == model
    assert not changes
    return [finding.code for finding in findings]


def test_refuses_where_masked_places_show() -> None:
    assert codes(model(Layer("Dense", "d", {"units": 2})), STANDALONE) == ["bidirectional_mask"]


@pytest.mark.parametrize(
    ("shown", "source"),
    [
        (model(Layer("LSTM", "last", {"units": 2})), STANDALONE),
        (model(Layer("Dense", "d", {"units": 2}), mask_zero=False), STANDALONE),
        (model(Layer("Dense", "d", {"units": 2})), replace(STANDALONE, keras_version="2.4.0")),
    ],
    ids=["left-out", "no-mask", "tf.keras"],
)
def test_leaves_alone_what_computes_the_same(shown: Layer, source: Source) -> None:
    assert codes(shown, source) == []
