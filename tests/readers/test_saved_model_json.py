"""What tf.keras 1.14 exported gives what its HDF5 file gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rekeras.archive import walk
from rekeras.errors import RekerasError, UnreadableFileError
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests import zoo

MODELS = ("functional_in_functional", "lstm", "sequential")


@pytest.mark.parametrize("name", MODELS)
def test_says_what_the_hdf5_file_says(name: str) -> None:
    folder = zoo.unpacked("checkpoint/tf-1.14") / f"{name}_exported"
    with open_archive(folder) as archive, open_archive(zoo.unpacked("tf-1.14") / f"{name}.h5") as expected:
        assert (archive.source.format, archive.source.keras_version) == ("saved_model_json", "2.2.4-tf")
        found, wanted = (
            [
                (
                    address,
                    layer.class_name,
                    dict(layer.config),
                    layer.graph,
                    {k: t.read().tolist() for k, t in layer.weights.items()},
                )
                for address, layer in walk(one.model)
            ]
            for one in (archive, expected)
        )
        assert found == wanted
        assert archive.findings == ()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    shutil.copytree(zoo.unpacked("checkpoint/tf-1.14") / "sequential_exported", tmp_path / "model")
    return tmp_path / "model"


def test_the_file_inside_may_be_named(exported: Path) -> None:
    with open_archive(exported / "saved_model.pb") as archive:
        assert archive.model.class_name == "Sequential"


def test_one_of_two_shards_is_missing(exported: Path, tmp_path: Path) -> None:
    (exported / "variables" / "variables.data-00001-of-00002").unlink()
    with pytest.raises(UnreadableFileError, match=r"variables\.data-00001-of-00002: there is no such file"):
        convert(exported, tmp_path / "new.keras")


def test_an_architecture_that_is_none(exported: Path, tmp_path: Path) -> None:
    for content in (b"", b"{", b"[1]", b'{"class_name": "Sequential"}'):
        (exported / "assets" / "saved_model.json").write_bytes(content)
        with pytest.raises(RekerasError, match=r"saved_model\.json|class_name|config"):
            convert(exported, tmp_path / "new.keras")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
