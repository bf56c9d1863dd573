from __future__ import annotations

import json
from pathlib import Path

import pytest

from rekeras.errors import ModelRefusedError, UnreadableFileError
from rekeras.inspect import inspect
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests.builders import small_model, small_weights, write_weights


@pytest.mark.parametrize(
    ("weights", "architecture"),
    [
        ("net.h5", "net.json"),
        ("net.weights.h5", "net.json"),
        ("net_weights.h5", "net.json"),
        ("net_weights.h5", "net_model.json"),
        ("weights.hdf5", "model.json"),
        ("best.h5", "architecture.json"),
    ],
)
def test_takes_the_architecture_beside_it(tmp_path: Path, weights: str, architecture: str) -> None:
    (tmp_path / architecture).write_text(json.dumps(small_model()))
    with open_archive(write_weights(tmp_path / weights, small_weights())) as archive:
        assert len(archive.tensors()) == 4
        assert archive.source.path == tmp_path / architecture
        assert archive.source.weights_path == tmp_path / weights
        assert [finding.code for finding in archive.findings] == ["architecture_found_beside"]


def test_says_what_to_do_where_there_is_none(tmp_path: Path) -> None:
    path = write_weights(tmp_path / "net.h5", small_weights())
    with pytest.raises(ModelRefusedError, match=r"rekeras convert model\.json --weights") as refused:
        convert(path)
    assert [finding.code for finding in refused.value.findings] == ["no_architecture"]


def test_shows_what_is_inside_where_there_is_none(tmp_path: Path) -> None:
    inspection = inspect(write_weights(tmp_path / "net.h5", small_weights()))
    assert inspection.variables["first/first/kernel:0"] == ("float32", (3, 4))
    assert len(inspection.variables) == 4
    assert inspection.layers == ()


def test_does_not_take_a_file_for_an_architecture_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "net.json").write_text('{"labels": ["a", "b"]}')
    with pytest.raises(ModelRefusedError, match="without an architecture"):
        convert(write_weights(tmp_path / "net.h5", small_weights()))


def test_says_that_the_architecture_beside_it_is_broken(tmp_path: Path) -> None:
    (tmp_path / "net.json").write_text('{"class_name": "Sequential", ')
    with pytest.raises(UnreadableFileError, match=r"net\.json: is no valid JSON"):
        open_archive(write_weights(tmp_path / "net.h5", small_weights())).__enter__()
