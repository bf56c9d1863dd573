from __future__ import annotations

import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np
import pytest

from rekeras.errors import LimitError, UnknownFormatError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.read import open_archive, readers
from rekeras.records import Severity
from tests import zoo
from tests.builders import small_model, small_weights, write_whole


def sentence(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as refused, open_archive(path):
        pass
    return str(refused.value)


UNPAIRED = {"weights_disagree", "weights_missing"}
KERAS_2 = [
    member for member in zoo.members() if not member.era.startswith("keras-1.") and not member.refused & UNPAIRED
]


@pytest.mark.parametrize("member", KERAS_2, ids=lambda member: member.id)
def test_opens_every_genuine_file_with_nothing_left_over(member: zoo.Member) -> None:
    with open_archive(member.path, weights=member.weights) as archive:
        assert [finding.sentence() for finding in archive.findings if finding.severity is not Severity.NOTE] == []
        assert [left.reason for left in archive.leftovers if not left.reason.startswith("optimizer")] == []
        assert all(len(tensor.origins) == 1 for tensor in archive.tensors().values())


def test_tensors_are_readable_while_it_is_open_and_not_after(tmp_path: Path) -> None:
    with open_archive(write_whole(tmp_path / "m.h5", small_model(), small_weights())) as archive:
        tensor = archive.tensors()["first / bias"]
        assert tensor.read().shape == (4,)
    with pytest.raises(Exception, match=r"(?i)not a dataset|closed|invalid|can't|cannot"):
        tensor.read()


def test_every_reader_says_what_it_is() -> None:
    assert {reader.name for reader in readers()} == {"keras_h5", "keras_h5_weights", "keras_json", "keras_yaml"}
    assert all(reader.documentation.strip() and reader.title for reader in readers())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty (0 bytes)"),
        (b"\x00" * 9000, "nothing but zero bytes"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git lfs pull"),
        (b"\n\n<!doctype HTML><html><body>404</body>", "HTML page"),
        (b"\x1f\x8b\x08\x00", "gunzip"),
        (b"\x80\x04\x95", "Python pickle"),
        (b"\x20\x00\x00\x00TFL3", "TensorFlow Lite"),
        (b"\x08\x07\x12\x07pytorch\x1a\x03", "ONNX"),
        (b"\x0a\x10\x0a\x01x\x12\x0bPlaceholder", "frozen TensorFlow graph"),
        (b"\x93NUMPY\x01\x00", "NumPy array"),
        (b"hello there", "unknown kind"),
    ],
)
def test_says_what_a_file_is_that_is_no_model(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "model.h5"
    path.write_bytes(content)
    assert words in sentence(path)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (["config.json", "metadata.json", "model.weights.h5"], "Keras's own zip format"),
        (["archive/data.pkl", "archive/version"], "PyTorch"),
        (["deep/model.h5", "readme.txt"], "holds deep/model.h5"),
        (["readme.txt"], "zip archive without a model"),
    ],
)
def test_says_what_a_zip_is(tmp_path: Path, members: list[str], words: str) -> None:
    path = tmp_path / "model.keras"
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, "")
    assert words in sentence(path)


def test_says_that_a_zip_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert "damaged zip archive" in sentence(path)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (["saved_model.pb"], "TensorFlow SavedModel"),
        (["checkpoint", "ckpt.index"], "TensorFlow checkpoints"),
        (["a.h5", "b.txt"], "is a directory (expected: an HDF5 model of Keras"),
    ],
)
def test_says_what_a_directory_is(tmp_path: Path, files: list[str], words: str) -> None:
    for name in files:
        (tmp_path / name).touch()
    assert words in sentence(tmp_path)


def test_names_the_models_in_a_directory(tmp_path: Path) -> None:
    (tmp_path / "a.h5").touch()
    assert "Name one of the files in it: a.h5" in sentence(tmp_path)


@pytest.mark.parametrize(
    ("dataset", "words"),
    [
        ("layers/dense/vars/0", "layout of Keras 3 (.weights.h5)"),
        ("_layer_checkpoint_dependencies/dense/vars/0", "layout of Keras 3 (.weights.h5)"),
        ("optimizer_weights/x", "optimizer alone"),
        ("measurements/a", "at its top stand: measurements"),
    ],
)
def test_says_what_an_hdf5_file_is_that_keras_did_not_write(tmp_path: Path, dataset: str, words: str) -> None:
    path = tmp_path / "m.h5"
    with h5py.File(path, "w") as file:
        file[dataset] = np.ones(2)
    assert words in sentence(path)


def test_an_unknown_format_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "model.pkl"
    path.write_bytes(pickle.dumps({"a": 1}))
    with pytest.raises(UnknownFormatError), open_archive(path):
        pass


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    assert "there is no such file" in sentence(tmp_path / "gone.h5")


def test_refuses_a_truncated_model(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "m.h5", small_model(), small_weights())
    path.write_bytes(path.read_bytes()[:5000])
    assert "cut off" in sentence(path)


def test_keeps_to_the_limits(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "m.h5", small_model(), small_weights())
    with (
        pytest.raises(LimitError, match="number of layers"),
        open_archive(path, limits=replace(DEFAULT_LIMITS, layers=2)),
    ):
        pass
    with (
        pytest.raises(LimitError, match="size of the config"),
        open_archive(path, limits=replace(DEFAULT_LIMITS, config_bytes=100)),
    ):
        pass
