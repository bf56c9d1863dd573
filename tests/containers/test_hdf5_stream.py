"""HDF5 files as streams, read again with h5py."""

from __future__ import annotations

import io
import time
from pathlib import Path

import h5py
import ml_dtypes
import numpy as np
import pytest

from rekeras.archive import ArrayTensor, MappedTensor, Tensor
from rekeras.containers.hdf5_stream import StoredGroup, hdf5_stream, tensor_bytes
from rekeras.errors import UnreadableFileError


class Span(Tensor):
    """A tensor whose numbers stand somewhere in a file."""

    def __init__(self, path: Path, offset: int, array: np.ndarray, *, length: int | None = None) -> None:
        self.shape, self.dtype, self.origins = array.shape, array.dtype.name, ("span",)
        self._span = (path, offset, array.nbytes if length is None else length)

    def read(self) -> np.ndarray:
        raise AssertionError("is copied as bytes")

    def span(self) -> tuple[Path, int, int]:
        return self._span


def written(*groups: StoredGroup, chunk_bytes: int = 2**20) -> h5py.File:
    stream = hdf5_stream(groups)
    data = b"".join(bytes(piece) for piece in stream.pieces(chunk_bytes))
    assert len(data) == stream.length
    return h5py.File(io.BytesIO(data))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "int8", "int64", "uint32", "bool", ">f4"])
@pytest.mark.parametrize("shape", [(), (1,), (3, 5), (2, 0, 3), (70_000,)])
def test_numbers_come_back(dtype: str, shape: tuple[int, ...]) -> None:
    array = np.random.default_rng(0).uniform(-50, 50, shape).astype(dtype)
    file = written(StoredGroup("layers/dense/vars", {"name": "d"}, {"0": ArrayTensor(array)}), chunk_bytes=1000)
    stored = file["layers/dense/vars/0"]
    np.testing.assert_array_equal(stored[()], array)
    assert stored.dtype == array.dtype.newbyteorder("<")
    assert file["layers/dense/vars"].attrs["name"] == "d"


def test_bfloat16_is_stored_as_keras_stores_it() -> None:
    array = np.array([1.5, -2.25, 3e5], ml_dtypes.bfloat16)
    stored = written(StoredGroup("vars", {}, {"0": ArrayTensor(array)}))["vars/0"]
    reference = h5py.File("reference", "w", driver="core", backing_store=False).create_dataset("0", data=array)
    assert (stored.attrs["dtype"], stored.dtype) == ("bfloat16", reference.dtype)
    np.testing.assert_array_equal(np.array(stored, dtype=ml_dtypes.bfloat16), array)


def test_spans_are_copied_as_bytes(tmp_path: Path) -> None:
    source, array = tmp_path / "source", np.arange(1000, dtype="<f4")
    source.write_bytes(b"before" + array.tobytes() + b"after")
    other = ArrayTensor(np.arange(3.0))
    file = written(StoredGroup("vars", {}, {"0": Span(source, 6, array), "1": other}), chunk_bytes=64)
    np.testing.assert_array_equal(file["vars/0"][()], array)
    np.testing.assert_array_equal(file["vars/1"][()], other.array)


def test_a_source_that_shrinks_is_an_error(tmp_path: Path) -> None:
    source, array = tmp_path / "source", np.arange(10, dtype="<f4")
    source.write_bytes(array.tobytes()[:-1])
    with pytest.raises(UnreadableFileError, match="ended while it was copied"):
        list(tensor_bytes(Span(source, 0, array), 16))


def test_pieces_are_small() -> None:
    tensor = ArrayTensor(np.zeros(1000, "float32"))
    assert {len(piece) for piece in tensor_bytes(tensor, 400)} == {400}


def test_computed_tensors_and_empty_groups() -> None:
    double = MappedTensor((ArrayTensor(np.arange(4.0), ("a",)),), lambda a: a * 2, (4,), "float64")
    file = written(StoredGroup("vars", {"name": "m"}), StoredGroup("a/b/vars", {}, {"0": double}))
    np.testing.assert_array_equal(file["a/b/vars/0"][()], np.arange(4.0) * 2)
    assert list(file["vars"]) == []


def test_the_same_model_gives_the_same_bytes() -> None:
    def data() -> bytes:
        ones = {"0": ArrayTensor(np.ones(9))}
        groups = [StoredGroup(f"g{index}/vars", {"name": "x"}, ones) for index in range(50)]
        return b"".join(bytes(piece) for piece in hdf5_stream(groups).pieces(100))

    first = data()
    time.sleep(1.1)  # HDF5 counts times in seconds
    assert data() == first
