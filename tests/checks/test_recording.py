from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rekeras.checks._recording import read_recording
from rekeras.errors import UnreadableFileError


def test_reads_inputs_and_outputs_in_order(tmp_path: Path) -> None:
    arrays = {f"x{index}": np.full(1, index) for index in range(12)}
    np.savez(tmp_path / "r.npz", y1=np.ones(2), y0=np.zeros(2), allow_pickle=False, **arrays)
    recording = read_recording(tmp_path / "r.npz")
    assert list(recording.inputs) == [f"x{index}" for index in range(12)]
    assert [float(output[0]) for output in recording.outputs] == [0.0, 1.0]


def test_reads_the_names_of_dicts(tmp_path: Path) -> None:
    np.savez(tmp_path / "r.npz", x0=np.ones(1), names=np.array(["a"]), y0=np.ones(1), output_names=np.array(["left"]))
    recording = read_recording(tmp_path / "r.npz")
    assert recording.inputs["names"].tolist() == ["a"]
    assert recording.output_names == ("left",)


def test_outputs_may_be_missing(tmp_path: Path) -> None:
    np.savez(tmp_path / "r.npz", x0=np.ones(1))
    assert read_recording(tmp_path / "r.npz").outputs == ()


def test_refuses_a_file_without_inputs(tmp_path: Path) -> None:
    np.savez(tmp_path / "r.npz", data=np.ones(1))
    with pytest.raises(UnreadableFileError, match=r"holds data \(expected: inputs x0, x1"):
        read_recording(tmp_path / "r.npz")


def test_refuses_a_single_array(tmp_path: Path) -> None:
    np.save(tmp_path / "r.npy", np.ones(1))
    with pytest.raises(UnreadableFileError, match="is one array"):
        read_recording(tmp_path / "r.npy")


def test_refuses_pickled_arrays(tmp_path: Path) -> None:
    np.savez(tmp_path / "r.npz", x0=np.array([{}], dtype=object))
    with pytest.raises(UnreadableFileError, match="allow_pickle=False"):
        read_recording(tmp_path / "r.npz")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_refuses_what_is_no_npz(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r.npz").write_bytes(content)
    with pytest.raises(UnreadableFileError):
        read_recording(tmp_path / "r.npz")


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        read_recording(tmp_path / "r.npz")
