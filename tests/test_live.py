from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import pytest

import rekeras
from rekeras.errors import UnreadableFileError
from rekeras.fitting.report import WeightsDoNotFitError
from rekeras.live import load_weights
from tests.fitting.cases import architecture, weights

# How Keras hands its variables to h5py while it saves a model; newer numpy remarks on that.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def model(name: str) -> Any:
    """A model of Keras 3 with values of its own."""
    return keras.models.model_from_json(architecture(name).read_text())


def recorded(name: str, era: str) -> tuple[np.ndarray, np.ndarray]:
    """An input, and what the era's own framework computed."""
    with np.load(weights(name, era, ".npz")) as recording:
        return recording["x0"], recording["y0"]


@pytest.mark.parametrize(
    ("name", "era", "ending"),
    [
        ("text_hard", "keras-2.2.4", "_weights.h5"),
        ("text_reset_after", "keras-2.2.4", "_arrays.npz"),
        ("normalized", "keras-2.2.4-theano", "_weights.h5"),
        ("transfer_flat", "keras-2.2.4", "_weights.h5"),
        ("transfer", "tf-2.15", "_checkpoint.index"),
        ("text_plain", "tf-2.15", ".weights.h5"),
    ],
)
def test_a_live_model_computes_what_the_old_framework_did(name: str, era: str, ending: str) -> None:
    live = model(name)
    inputs, outputs = recorded(name, era)
    assert np.abs(np.asarray(live(inputs)) - outputs).max() > 1e-3
    report = load_weights(live, weights(name, era, ending))
    np.testing.assert_allclose(np.asarray(live(inputs)), outputs, atol=1e-5)
    assert report.architecture == f"model {live.name!r}"
    assert report.target is None


# The single input is written as a list of one, as Keras before 3.4 needs it; newer Keras remarks on that when called.
@pytest.mark.filterwarnings("ignore:The structure of `inputs` doesn:UserWarning")
@pytest.mark.filterwarnings("ignore:Exception encountered when calling:UserWarning")
def test_a_filled_file_computes_it_too(tmp_path: Path) -> None:
    rekeras.put_weights(weights("text_hard"), architecture("text_hard"), tmp_path / "filled.keras")
    inputs, outputs = recorded("text_hard", "keras-2.2.4")
    filled = keras.saving.load_model(tmp_path / "filled.keras")
    np.testing.assert_allclose(np.asarray(filled(inputs)), outputs, atol=1e-5)


def test_changes_nothing_where_something_does_not_fit() -> None:
    live = model("normalized_middle")
    before = live.get_weights()
    with pytest.raises(WeightsDoNotFitError, match="between others that the file lacks: middle"):
        load_weights(live, weights("normalized"))
    for one, other in zip(live.get_weights(), before, strict=True):
        np.testing.assert_array_equal(one, other)


def test_partial_leaves_the_other_layers_as_they_are() -> None:
    live = model("normalized_middle")
    middle = live.get_layer("middle").get_weights()
    report = rekeras.load_weights(live, weights("normalized"), partial=True)
    assert report.untouched == ("middle",)
    for one, other in zip(live.get_layer("middle").get_weights(), middle, strict=True):
        np.testing.assert_array_equal(one, other)
    with h5py.File(weights("normalized")) as file:
        np.testing.assert_array_equal(live.get_layer("answer").get_weights()[1], file["answer/answer/bias:0"][()])


def test_needs_variables(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="has no variables yet"):
        load_weights(keras.Sequential([keras.layers.Dense(3)]), weights("stack"))
