from __future__ import annotations

import json
from pathlib import Path

import pytest

from rekeras.archive import Archive
from rekeras.errors import ModelRefusedError, UnknownFormatError, UnreadableFileError
from rekeras.inspect import inspect
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests.builders import small_model, small_weights, write_weights, write_whole


def write(path: Path, text: object) -> Path:
    path.write_text(text if isinstance(text, str) else json.dumps(text))
    return path


def read(path: Path, weights: Path | None = None) -> Archive:
    with open_archive(path, weights=weights) as archive:
        return archive


def test_reads_it_with_the_weights_that_are_named(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "w.h5", small_weights())
    document = {**small_model(), "keras_version": "2.2.4-tf", "backend": "tensorflow"}
    archive = read(write(tmp_path / "model.json", document), weights)
    assert len(archive.tensors()) == 4
    assert (archive.source.format, archive.source.keras_version) == ("keras_json", "2.2.4-tf")
    assert archive.source.weights_path == weights
    assert archive.findings == ()


def test_takes_the_version_of_the_weights_where_it_says_none(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "w.h5", small_weights(), keras_version="2.1.6")
    assert read(write(tmp_path / "model.json", small_model()), weights).source.version == (2, 1, 6)


@pytest.mark.parametrize(
    ("architecture", "weights"),
    [
        ("net.json", "net.h5"),
        ("net.json", "net.weights.h5"),
        ("net.json", "net_weights.hdf5"),
        ("model.json", "weights.h5"),
        ("face_model.json", "face_weights.h5"),
        ("face_architecture.json", "face.h5"),
        ("anything.json", "model_weights.h5"),
    ],
)
def test_finds_the_weights_beside_it(tmp_path: Path, architecture: str, weights: str) -> None:
    write_weights(tmp_path / weights, small_weights())
    archive = read(write(tmp_path / architecture, small_model()))
    assert archive.source.weights_path == tmp_path / weights
    assert [finding.code for finding in archive.findings] == ["weights_found_beside"]
    assert weights in archive.findings[0].found


@pytest.mark.parametrize("other", ["other.json", "other.h5"])
def test_a_common_name_is_not_taken_where_it_may_belong_to_another_file(tmp_path: Path, other: str) -> None:
    write_weights(tmp_path / "weights.h5", small_weights())
    if other.endswith("json"):
        write(tmp_path / other, small_model())
    else:
        write_weights(tmp_path / other, small_weights())
    with pytest.raises(ModelRefusedError, match="without weights"):
        convert(write(tmp_path / "net.json", small_model()))


def test_the_nearest_name_wins(tmp_path: Path) -> None:
    for name in ("weights.h5", "net_weights.h5", "net.h5"):
        write_weights(tmp_path / name, small_weights())
    assert read(write(tmp_path / "net.json", small_model())).source.weights_path == tmp_path / "net.h5"


def test_takes_the_weights_of_a_whole_model(tmp_path: Path) -> None:
    whole = write_whole(tmp_path / "whole.h5", small_model(), small_weights())
    assert len(read(write(tmp_path / "model.json", small_model()), whole).tensors()) == 4


def test_without_weights_it_says_under_which_names_it_looked(tmp_path: Path) -> None:
    (tmp_path / "net.h5").write_text("not HDF5")
    with pytest.raises(ModelRefusedError, match=r"net\.h5, net\.hdf5.*--weights") as refused:
        convert(write(tmp_path / "net.json", small_model()))
    assert refused.value.findings[0].code == "no_weights"


def test_shows_the_layers_without_weights(tmp_path: Path) -> None:
    write_weights(tmp_path / "net.h5", small_weights())
    path = write(tmp_path / "net.json", small_model())
    complete = inspect(path)
    (tmp_path / "net.h5").unlink()
    alone = inspect(path)
    assert (alone.layers, alone.parameters) == (complete.layers, complete.parameters)
    assert [finding.code for finding in alone.findings] == ["no_weights"]


def test_reads_json_that_was_written_as_a_json_string(tmp_path: Path) -> None:
    write_weights(tmp_path / "net.h5", small_weights())
    assert len(read(write(tmp_path / "net.json", json.dumps(json.dumps(small_model())))).tensors()) == 4


def test_refuses_weights_of_another_model(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "w.h5", {"conv": {"conv/kernel:0": small_weights()["first"]["first/kernel:0"]}})
    archive = read(write(tmp_path / "model.json", small_model()), weights)
    assert [(finding.code, finding.where) for finding in archive.findings] == [
        ("weights_missing", "first"),
        ("weights_missing", "second"),
        ("weights_without_layer", "conv"),
    ]


def test_refuses_a_weights_file_that_is_none(tmp_path: Path) -> None:
    model = write(tmp_path / "model.json", small_model())
    with pytest.raises(UnreadableFileError, match="JSON text"):
        read(model, model)
    with pytest.raises(UnreadableFileError, match="no such file"):
        read(model, tmp_path / "gone.h5")


def test_refuses_broken_json(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no valid JSON"):
        read(write(tmp_path / "model.json", json.dumps(small_model())[:-20]))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"class_name": "Tokenizer", "config": {"num_words": 3}}, "describes a Tokenizer without a list of layers"),
        ({"a": 1, "b": 2}, "its keys are: a, b"),
    ],
)
def test_says_what_json_it_is_that_is_no_architecture(tmp_path: Path, value: object, sentence: str) -> None:
    with pytest.raises(UnknownFormatError, match=sentence):
        read(write(tmp_path / "model.json", value))
