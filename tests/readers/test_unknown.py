from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from rekeras.errors import UnknownFormatError, UnreadableFileError
from rekeras.read import open_archive


def told(path: Path) -> str:
    with pytest.raises(UnknownFormatError) as refused, open_archive(path):
        pass
    assert str(path) in str(refused.value)
    return str(refused.value)


def file(folder: Path, content: bytes, name: str = "model.h5") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def archive(folder: Path, *names: str) -> Path:
    with zipfile.ZipFile(folder / "model.keras", "w") as packed:
        for name in names:
            packed.writestr(name, b"{}")
    return folder / "model.keras"


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    assert "TensorFlow Lite" in told(file(tmp_path, b"\x1c\x00\x00\x00TFL3" + b"\x01" * 99))
    assert "begins: 'a,b,c'" in told(file(tmp_path, b"a,b,c\n1,2,3\n"))
    assert "unknown kind" in told(file(tmp_path, b"\x01\x02\x03\xff\xfe" * 9))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("archive/data.pkl", "archive/data/0"), "PyTorch"),
        (("a.npy", "b.npy"), "NumPy archive (.npz) of the arrays a, b"),
        (("export/saved_model.pb", "export/variables/variables.index"), "holds export/saved_model.pb"),
        (("readme.txt",), "without a model"),
        ((), "empty zip archive"),
    ],
)
def test_archives(tmp_path: Path, names: tuple[str, ...], words: str) -> None:
    assert words in told(archive(tmp_path, *names))


def test_an_empty_file_and_a_web_page(tmp_path: Path) -> None:
    assert "is empty (0 bytes)" in told(file(tmp_path, b""))
    assert "HTML page" in told(file(tmp_path, b"\n\n<!doctype HTML><html><body>404</body>"))
    assert "git lfs pull" in told(file(tmp_path, b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n"))


def test_a_genuine_npz(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, kernel=np.ones((3, 4)), bias=np.ones(4))
    assert "arrays kernel, bias" in told(file(tmp_path, buffer.getvalue(), "weights.npz"))


def test_a_damaged_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, "config.json", "metadata.json")
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(UnreadableFileError, match="damaged zip"), open_archive(path):
        pass


@pytest.mark.parametrize("name", ["optimizer_weights", "optimizer"])
def test_hdf5_of_an_optimizer_alone(tmp_path: Path, name: str) -> None:
    with h5py.File(tmp_path / "model.h5", "w") as opened:
        opened[f"{name}/Adam/m:0"] = np.ones(3)
    assert "optimizer alone" in told(tmp_path / "model.h5")


def test_hdf5_of_another_program(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "model.h5", "w") as opened:
        opened["data"] = np.ones(3)
    assert "at its top stand: data" in told(tmp_path / "model.h5")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"keras_version": "3.1.0", "date_saved": "2024-01-01@00:00:00"}, "Name the folder"),
        ({"floatx": "float32", "backend": "tensorflow", "epsilon": 1e-7}, "settings of Keras"),
        ({"cells": [], "nbformat": 4}, "Jupyter"),
        ({"architectures": ["BertModel"], "model_type": "bert"}, "Hugging Face"),
        ({"class_name": "MyModel", "config": {}}, "describes a MyModel"),
    ],
)
def test_json_of_others(tmp_path: Path, value: Any, words: str) -> None:
    assert words in told(file(tmp_path, json.dumps(value).encode(), "model.json"))


def test_folders(tmp_path: Path) -> None:
    assert "without a model" in told(tmp_path)
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "saved_model.pb").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"")
    assert "is a folder of models" in told(tmp_path)
    assert "Name one of these in it: 1" in told(tmp_path)
    (tmp_path / "model.h5").write_bytes(b"")
    assert "1, model.h5" in told(tmp_path)
