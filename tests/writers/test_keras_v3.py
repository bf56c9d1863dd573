"""The zip that Keras reads."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import h5py
import numpy as np
import pytest

from rekeras.archive import ArrayTensor
from rekeras.containers.hdf5_stream import StoredGroup
from rekeras.limits import DEFAULT_LIMITS
from rekeras.writers.keras_v3 import KerasFile, write_keras_v3

ARRAY = np.arange(6, dtype="float32").reshape(2, 3)
CONTENTS = KerasFile("3.4", {"class_name": "Dense"}, (StoredGroup("vars", {"name": "d"}, {"0": ArrayTensor(ARRAY)}),))


def write(path: Path, *, overwrite: bool = False) -> Path:
    write_keras_v3(CONTENTS, path, overwrite=overwrite, limits=DEFAULT_LIMITS)
    return path


def test_holds_what_keras_looks_for(tmp_path: Path) -> None:
    with zipfile.ZipFile(write(tmp_path / "m.keras")) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["metadata.json", "config.json", "model.weights.h5"]
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}
        assert json.loads(archive.read("config.json")) == CONTENTS.config
        assert json.loads(archive.read("metadata.json"))["keras_version"] == "3.4"
        weights = h5py.File(io.BytesIO(archive.read("model.weights.h5")))
        np.testing.assert_array_equal(weights["vars/0"][()], ARRAY)


def test_the_same_model_gives_the_same_file(tmp_path: Path) -> None:
    assert write(tmp_path / "a.keras").read_bytes() == write(tmp_path / "b.keras").read_bytes()


def test_sizes_above_four_gigabytes_get_64_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 100)
    with zipfile.ZipFile(write(tmp_path / "m.keras")) as archive:
        assert archive.testzip() is None
        assert archive.getinfo("model.weights.h5").extract_version == zipfile.ZIP64_VERSION


def test_leaves_nothing_behind_when_the_numbers_cannot_be_read(tmp_path: Path) -> None:
    class Broken(ArrayTensor):
        def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:  # noqa: ARG002 - as Tensor has it
            raise OSError("the disk with the source is gone")

    broken = KerasFile("3.0", {}, (StoredGroup("vars", {}, {"0": Broken(ARRAY)}),))
    with pytest.raises(OSError, match="the source is gone"):
        write_keras_v3(broken, tmp_path / "m.keras", overwrite=False, limits=DEFAULT_LIMITS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("room", [0, 10, 100_000, 400_000, 402_500])
def test_a_disk_that_fills_up_is_said(tmp_path: Path, room: int) -> None:
    script = Path(__file__).with_name("full_disk.py")
    target = tmp_path / "m.keras"
    done = subprocess.run(
        [sys.executable, str(script), str(target), str(room)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "cannot be written: File too large. Nothing was written." in done.stderr
    assert list(tmp_path.iterdir()) == []
