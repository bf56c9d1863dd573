from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Layer, Source
from rekeras.records import Severity
from rekeras.training.statistics import moving_statistics
from tests.training.sources import KERAS_1, KERAS_3, KERAS_224, KERAS_231, TF_215, archive

DENSE_SHAPE, IMAGE = [None, 3], [None, 5, 4, 3]


def said(source: Source, shape: list[int | None], **config: Any) -> tuple[Any, ...]:
    layer = Layer("BatchNormalization", "bn", {"axis": -1, **config})
    model = Layer("Sequential", "m", {"build_input_shape": shape}, layers=(layer,))
    return moving_statistics(archive(model, source))


def test_keras_2_corrected_and_forgot() -> None:
    (finding,) = said(KERAS_224, DENSE_SHAPE)
    assert (finding.code, finding.where, finding.severity) == ("moving_statistics", "bn", Severity.NOTE)
    assert "first step after loading" in finding.found
    (finding,) = said(KERAS_231, DENSE_SHAPE)
    assert "first step after loading" not in finding.found


def test_tensorflow_corrects_on_images() -> None:
    assert len(said(TF_215, IMAGE)) == 1
    assert said(TF_215, DENSE_SHAPE) == said(TF_215, IMAGE, fused=False) == ()


@pytest.mark.parametrize("source", [KERAS_1, KERAS_3])
def test_others_did_as_keras_3_does(source: Source) -> None:
    assert said(source, IMAGE) == ()


def test_frozen_statistics_do_not_move() -> None:
    assert said(KERAS_224, DENSE_SHAPE, trainable=False) == ()
