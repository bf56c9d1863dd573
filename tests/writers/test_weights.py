"""Weights and architecture as two files: Keras loads them, and rekeras reads them again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rekeras.checks._closeness import TOLERANCE, distance
from rekeras.checks._recording import read_recording
from rekeras.errors import OutputError
from rekeras.pipeline import check, convert
from tests import zoo
from tests.writers.running import Loading

FOLDER = zoo.unpacked("keras-2.2.4")


@pytest.mark.parametrize("model", ["dense", "nested_several", "embedding_mask_lstm"])
def test_keras_loads_both_files(model: str, tmp_path: Path, keras: Loading) -> None:
    report = convert(FOLDER / f"{model}.h5", tmp_path / "m.weights.h5")
    assert report.target is not None
    assert report.beside == (tmp_path / "m.json",)
    recording = FOLDER / f"{model}.npz"
    found = keras.outputs("weights", [report.target, *report.beside], recording, tmp_path)
    assert not isinstance(found, str), found
    assert distance(found, read_recording(recording).outputs).worst <= TOLERANCE


def test_rekeras_reads_both_again(tmp_path: Path) -> None:
    convert(FOLDER / "dense.h5", tmp_path / "m.weights.h5")
    assert not check(tmp_path / "m.json").refused
    assert not check(tmp_path / "m.weights.h5").refused


def test_a_source_with_the_name_of_the_architecture_is_not_overwritten(tmp_path: Path) -> None:
    for name in ("dense.json", "dense_weights.h5"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    report = convert(tmp_path / "dense.json", to="weights")
    assert report.target == tmp_path / "dense.keras3.weights.h5"
    assert json.loads((tmp_path / "dense.keras3.json").read_text("utf-8"))["class_name"]
    with pytest.raises(OutputError, match="never overwritten"):
        convert(tmp_path / "dense.json", tmp_path / "dense.weights.h5", overwrite=True)


def test_what_stands_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text("mine")
    with pytest.raises(OutputError, match=r"m\.json: exists already"):
        convert(FOLDER / "dense.h5", tmp_path / "m.weights.h5")
    assert [path.name for path in tmp_path.iterdir()] == ["m.json"]
