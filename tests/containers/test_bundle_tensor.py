from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest

from rekeras.archive import Tensor
from rekeras.containers.tensor_bundle import open_bundle
from rekeras.errors import UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from tests import bundles, zoo

ARRAY = np.arange(2 * 3 * 5, dtype="float32").reshape(2, 3, 5)


def stored(folder: Path, value: bundles.Value) -> Tensor:
    return open_bundle(
        bundles.write_bundle(folder / "model", {"first": b"x", "layer/w": value}), DEFAULT_LIMITS
    ).tensors["layer/w"]


def test_reads_numbers(tmp_path: Path) -> None:
    tensor = stored(tmp_path, ARRAY)
    assert (tensor.shape, tensor.dtype, tensor.origins, tensor.is_original) == (
        (2, 3, 5),
        "float32",
        ("layer/w",),
        True,
    )
    np.testing.assert_array_equal(tensor.read(), ARRAY)
    np.testing.assert_array_equal(np.concatenate(list(tensor.chunks(24))), ARRAY.reshape(-1))
    assert max(chunk.nbytes for chunk in tensor.chunks(24)) == 24


@pytest.mark.parametrize(
    "array",
    [
        np.array(3, "int64"),
        np.zeros((0, 4), "float32"),
        np.array([True, False]),
        np.array([1.5, -2], ml_dtypes.bfloat16),
        np.array([1 + 2j], "complex64"),
    ],
    ids=lambda array: array.dtype.name,
)
def test_reads_every_kind(tmp_path: Path, array: np.ndarray) -> None:
    tensor = stored(tmp_path, array)
    assert (tensor.dtype, tensor.shape) == (array.dtype.name, array.shape)
    np.testing.assert_array_equal(tensor.read(), array)
    np.testing.assert_array_equal(np.concatenate([*tensor.chunks(64), array.reshape(-1)[:0]]), array.reshape(-1))


def test_reads_texts(tmp_path: Path) -> None:
    words = [b"river", b"", "ä".encode(), b"long " * 50]
    tensor = stored(tmp_path, words)
    assert tensor.dtype == "str"
    assert tensor.read().tolist() == words
    assert next(tensor.chunks(1000)).tolist() == words


def spoil(folder: Path, at: int) -> None:
    """Change one byte of the shard, counted from its end."""
    path = folder / "model.data-00000-of-00001"
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


WAYS: list[Callable[[Tensor], Any]] = [
    lambda tensor: tensor.read(),
    lambda tensor: list(tensor.chunks(9)),
]


@pytest.mark.parametrize("way", WAYS, ids=["read", "chunks"])
def test_a_wrong_checksum_is_noticed_by_every_way_to_read(tmp_path: Path, way: Callable[[Tensor], Any]) -> None:
    tensor = stored(tmp_path, ARRAY)
    spoil(tmp_path, -7)
    with pytest.raises(UnreadableFileError, match=r"layer/w: its checksum is wrong"):
        way(tensor)


@pytest.mark.parametrize("at", [-1, -8, -13])
def test_damaged_texts_are_noticed(tmp_path: Path, at: int) -> None:
    stored(tmp_path, [b"abc", b"defg"])
    spoil(tmp_path, at)
    with pytest.raises(UnreadableFileError, match=r"checksum|texts|number"):
        open_bundle(tmp_path / "model.index", DEFAULT_LIMITS).tensors["layer/w"].read()


def test_a_shard_that_is_cut_off_later_is_noticed(tmp_path: Path) -> None:
    tensor = stored(tmp_path, ARRAY)
    path = tmp_path / "model.data-00000-of-00001"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableFileError, match="ended while"):
        tensor.read()


def test_what_is_no_array_cannot_be_read(tmp_path: Path) -> None:
    made = {"v": bundles.entry("variant", (), size=1)}
    tensor = open_bundle(bundles.write_bundle(tmp_path / "model", {"a": b"x"}, entries=made), DEFAULT_LIMITS).tensors[
        "v"
    ]
    with pytest.raises(UnreadableFileError, match="variant"):
        tensor.read()


def test_genuine_slices_and_types() -> None:
    folder = zoo.unpacked("checkpoint/tf-1.14")
    tensors = open_bundle(folder / "sliced.index", DEFAULT_LIMITS).tensors
    with np.load(folder / "sliced.npz") as held:
        for name, expected in held.items():
            np.testing.assert_array_equal(tensors[name].read(), expected)
            np.testing.assert_array_equal(np.concatenate(list(tensors[name].chunks(64))), expected.reshape(-1))
            assert tensors[name].is_original
    assert tensors["step"].read() == 7
    assert tensors["flags"].read().tolist() == [True, False, True]
    assert tensors["words"].read().tolist() == [b"river", b"", "äö".encode(), b"long " * 40]
    assert tensors["half"].read().tolist() == [0.5, 1.5]
