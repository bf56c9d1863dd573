from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rekeras.archive import Tensor
from rekeras.containers.tfjs_manifest import tensors_of
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits


def entry(name: str, *shape: Any, dtype: Any = "float32", **more: Any) -> dict[str, Any]:
    return {"name": name, "shape": list(shape), "dtype": dtype, **more}


def read(folder: Path, content: bytes, *weights: Any, limits: Limits = DEFAULT_LIMITS) -> dict[str, Tensor]:
    (folder / "weights.bin").write_bytes(content)
    return tensors_of([{"paths": ["weights.bin"], "weights": list(weights)}], folder / "model.json", limits)


def refusal(folder: Path, content: bytes, *weights: Any) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(folder, content, *weights)
    assert "model.json" in str(refused.value)
    return str(refused.value)


def test_tensors_follow_each_other_without_gaps(tmp_path: Path) -> None:
    content = np.array([1.5, 2.5], "float32").tobytes() + np.array([7], "int32").tobytes() + b"\x01\x00\x01"
    found = read(tmp_path, content, entry("a", 2), entry("b", dtype="int32"), entry("c", 3, dtype="bool"))
    assert {name: tensor.read().tolist() for name, tensor in found.items()} == {
        "a": [1.5, 2.5],
        "b": 7,
        "c": [True, False, True],
    }


def test_reads_texts(tmp_path: Path) -> None:
    content = b"".join(len(word).to_bytes(4, "little") + word for word in (b"river", "ø".encode(), b""))
    found = read(tmp_path, content + b"\x00" * 4, entry("words", 3, 1, dtype="string"), entry("n", 1))
    assert found["words"].read().tolist() == [["river"], ["ø"], [""]]
    assert found["n"].read().tolist() == [0]
    assert "ends at byte" in refusal(tmp_path, content[:6], entry("words", 3, dtype="string"))


def test_refuses_files_that_do_not_hold_what_it_says(tmp_path: Path) -> None:
    assert "ends at byte 12, the files have 8 bytes" in refusal(tmp_path, b"\x00" * 8, entry("a", 3))
    assert "take 4 bytes, the files have 8" in refusal(tmp_path, b"\x00" * 8, entry("a", 1))


@pytest.mark.parametrize("name", ["../weights.bin", "/etc/passwd", "https://host/w.bin", "C:/w", "a\\b", 3, "x\x00"])
def test_refuses_files_elsewhere(tmp_path: Path, name: Any) -> None:
    with pytest.raises(UnreadableFileError, match="names the file"):
        tensors_of([{"paths": [name], "weights": []}], tmp_path / "model.json", DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "manifest", [None, {}, [3], [{"paths": []}], [{"weights": []}], [{"paths": "a", "weights": []}]]
)
def test_refuses_what_is_no_manifest(tmp_path: Path, manifest: Any) -> None:
    with pytest.raises(UnreadableFileError, match="weightsManifest"):
        tensors_of(manifest, tmp_path / "model.json", DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "wrong",
    [
        entry("a", dtype="float64"),
        entry("a", dtype=None),
        entry("a", -1),
        entry("a", 2.5),
        entry("a", 2**50),
        {"shape": [], "dtype": "float32"},
        3,
        entry("a", 1, quantization={"dtype": "uint8"}),
        entry("a", 1, quantization={"dtype": "uint8", "scale": float("nan"), "min": 0}),
        entry("a", 1, quantization={"dtype": "int4", "scale": 1, "min": 0}),
        entry("a", 1, dtype="bool", quantization={"dtype": "uint8", "scale": 1, "min": 0}),
        entry("a", 1, quantization=[1]),
    ],
)
def test_refuses_entries_that_make_no_sense(tmp_path: Path, wrong: Any) -> None:
    assert refusal(tmp_path, b"\x00" * 4, wrong)


def test_an_absurd_shape_allocates_nothing(tmp_path: Path) -> None:
    assert "ends at byte" in refusal(tmp_path, b"\x00" * 4, entry("a", 2**20, 2**12))
    with pytest.raises(LimitError):
        read(tmp_path, b"\x00" * 4, entry("a", 2**40, 2**40))
    with pytest.raises(LimitError):
        read(tmp_path, b"\x00" * 4, entry("a", 2**40, dtype="string"))


def test_holds_the_limits_and_refuses_a_name_twice(tmp_path: Path) -> None:
    with pytest.raises(LimitError):
        read(tmp_path, b"\x00" * 8, entry("a", 1), entry("b", 1), limits=Limits(tensors=1))
    assert "twice" in refusal(tmp_path, b"\x00" * 8, entry("a", 1), entry("a", 1))
