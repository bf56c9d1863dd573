from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rekeras.containers.tensor_bundle import open_bundle
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits
from tests import bundles

ARRAY = np.arange(6, dtype="float32").reshape(2, 3)
SHARD = "model.data-00000-of-00001"


def test_lists_its_tensors_without_reading_them(tmp_path: Path) -> None:
    bundle = open_bundle(bundles.write_bundle(tmp_path / "model", {"b": ARRAY, "a": b"text"}), DEFAULT_LIMITS)
    (tmp_path / SHARD).write_bytes(bytes((tmp_path / SHARD).stat().st_size))  # other numbers: nobody looks
    assert [(name, tensor.dtype, tensor.shape) for name, tensor in bundle.tensors.items()] == [
        ("a", "str", ()),
        ("b", "float32", (2, 3)),
    ]
    assert [file.name for file in bundle.files] == ["model.index", SHARD]


def test_reads_a_compressed_index(tmp_path: Path) -> None:
    prefix = bundles.write_bundle(tmp_path / "model", {f"layer-{index}": ARRAY for index in range(9)}, packed=True)
    assert len(open_bundle(prefix, DEFAULT_LIMITS).tensors) == 9


def test_names_the_index_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"model\.index: there is no such file"):
        open_bundle(tmp_path / "model.index", DEFAULT_LIMITS)


def test_names_the_shard_that_is_missing(tmp_path: Path) -> None:
    prefix = bundles.write_bundle(tmp_path / "model", {"w": ARRAY})
    (tmp_path / SHARD).unlink()
    with pytest.raises(UnreadableFileError, match=rf"{SHARD}: there is no such file"):
        _ = open_bundle(prefix, DEFAULT_LIMITS).tensors


def test_refuses_big_endian_numbers(tmp_path: Path) -> None:
    prefix = bundles.write_bundle(tmp_path / "model", {"w": ARRAY}, header={"endianness": 1})
    with pytest.raises(UnreadableFileError, match="big-endian"):
        open_bundle(prefix, DEFAULT_LIMITS)


ENTRIES: dict[str, tuple[Any, str]] = {
    "another shard": (bundles.entry("float32", (1,), size=4, shard_id=7), "shard 7, of 1"),
    "a shard below zero": (bundles.entry("float32", (1,), size=4, shard_id=-1), "shard -1"),
    "behind the end": (bundles.entry("float32", (5,), size=20, offset=10), "bytes 10 to 30"),
    "before the beginning": (bundles.entry("float32", (1,), size=4, offset=-4), "bytes -4 to 0"),
    "other sizes": (bundles.entry("float32", (3, 3), size=24), "24 bytes for float32 of shape"),
    "a size below zero": (bundles.entry("float32", (-1, 4), size=4), "shape"),
    "an absurd shape": (bundles.entry("float32", (2**40, 2**20), size=24), "bytes for float32"),
    "absurdly many texts": (bundles.entry("str", (2**50,), size=24), "texts"),
    "absurdly many dimensions": (bundles.entry("float32", (1,) * 40, size=4), "dimensions"),
}


@pytest.mark.parametrize(("entry", "says"), ENTRIES.values(), ids=ENTRIES.keys())
def test_refuses_entries_that_make_no_sense(tmp_path: Path, entry: Any, says: str) -> None:
    prefix = bundles.write_bundle(tmp_path / "model", {"w": ARRAY}, entries={"wrong": entry})
    with pytest.raises(UnreadableFileError, match=says) as refused:
        _ = open_bundle(prefix, DEFAULT_LIMITS).tensors
    assert "wrong" in str(refused.value)


def test_limits_hold(tmp_path: Path) -> None:
    prefix = bundles.write_bundle(tmp_path / "model", {"w": ARRAY, "v": ARRAY})
    for limits in (Limits(tensor_bytes=20), Limits(total_bytes=40), Limits(tensors=1)):
        with pytest.raises(LimitError):
            _ = open_bundle(prefix, limits).tensors


Extents = list[list[tuple[int, int | None]]]


def write_sliced(folder: Path, extents: Extents, stored: Extents | None = None) -> Path:
    whole = np.arange(12, dtype="float32").reshape(4, 3)
    message, parts = bundles.sliced("w", whole, extents)
    if stored is not None:
        parts = bundles.sliced("w", whole, stored)[1]
    named = {key.decode("utf-8", "surrogateescape"): array for key, array in parts.items()}
    return bundles.write_bundle(folder / "model", named, entries={"w": message})


def test_puts_slices_together(tmp_path: Path) -> None:
    extents: Extents = [[(0, 1), (0, None)], [(1, 3), (0, 2)], [(1, 3), (2, 1)]]
    tensor = open_bundle(write_sliced(tmp_path, extents), DEFAULT_LIMITS).tensors["w"]
    np.testing.assert_array_equal(tensor.read(), np.arange(12, dtype="float32").reshape(4, 3))
    np.testing.assert_array_equal(np.concatenate(list(tensor.chunks(20))), np.arange(12))


@pytest.mark.parametrize(
    ("extents", "stored", "says"),
    [
        ([[(0, 2), (0, None)], [(1, 3), (0, None)]], None, "do not make up"),
        ([[(0, 2), (0, None)], [(0, 2), (0, None)]], None, "do not make up"),
        ([[(0, 2), (0, None)]], None, "do not make up"),
        ([[(0, 2), (0, None)], [(2, 2), (0, None)]], [[(0, 2), (0, None)]], "not in the checkpoint"),
        ([[(3, 2), (0, None)]], None, "do not make up"),
        ([[(0, 4)]], None, "is not of it"),
    ],
    ids=["overlap", "twice", "a hole", "missing", "outside", "other rank"],
)
def test_refuses_slices_that_do_not_fit(tmp_path: Path, extents: Extents, stored: Extents | None, says: str) -> None:
    with pytest.raises(UnreadableFileError, match=says):
        _ = open_bundle(write_sliced(tmp_path, extents, stored), DEFAULT_LIMITS).tensors
