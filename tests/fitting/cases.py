"""Genuine weights and genuine architectures of Keras 3, of ``zoo/weights``: some belong together, some do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.fitting.report import WeightsDoNotFitError, WeightsReport
from rekeras.weights import put_weights
from tests import zoo

KERAS_3 = "keras-3.15"


def architecture(name: str) -> Path:
    """The text of an architecture of Keras 3."""
    return zoo.unpacked(f"weights/{KERAS_3}") / f"{name}.json"


def weights(name: str, era: str = "keras-2.2.4", ending: str = "_weights.h5") -> Path:
    """Weights alone, as an era wrote them."""
    return zoo.unpacked(f"weights/{era}") / f"{name}{ending}"


def refused(source: Path, into: Path, *, by_name: bool = False) -> WeightsReport:
    """Both sides next to each other, of weights that must not fit."""
    with pytest.raises(WeightsDoNotFitError) as error:
        put_weights(source, into, by_name=by_name)
    return error.value.report


def causes(source: str, into: str, era: str = "keras-2.2.4", ending: str = "_weights.h5") -> dict[str, str]:
    """The likely causes, by their names, as people read them."""
    report = refused(weights(source, era, ending), architecture(into))
    return {finding.code: finding.sentence() for finding in report.causes}
