from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from rekeras.containers.hdf5 import open_hdf5
from rekeras.containers.hdf5_tensor import StoredTensor
from rekeras.limits import DEFAULT_LIMITS

ARRAY = np.arange(2 * 3 * 5, dtype="float32").reshape(2, 3, 5)


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Any]:
    """Make a dataset and give it back as a tensor."""
    opened: list[Any] = []

    def store(array: np.ndarray, **options: Any) -> StoredTensor:
        path = tmp_path / f"{len(opened)}.h5"
        with h5py.File(path, "w") as file:
            file.create_dataset("layer/kernel:0", data=array, **options)
        opened.append(context := open_hdf5(path, DEFAULT_LIMITS))
        return context.__enter__().tensors["layer/kernel:0"]

    yield store
    for context in opened:
        context.__exit__(None, None, None)


def test_reads_what_stands_in_the_file(stored: Any) -> None:
    tensor = stored(ARRAY)
    assert (tensor.shape, tensor.dtype, tensor.origins) == ((2, 3, 5), "float32", ("layer/kernel:0",))
    assert tensor.is_original
    np.testing.assert_array_equal(tensor.read(), ARRAY)


@pytest.mark.parametrize("dtype", ["float16", "float64", "int64", "uint8", "bool"])
def test_reads_every_kind_of_number(stored: Any, dtype: str) -> None:
    tensor = stored(ARRAY.astype(dtype))
    assert tensor.dtype == dtype == tensor.read().dtype.name


@pytest.mark.parametrize("chunk_bytes", [1, 4, 20, 24, 60, 64, 10**6])
@pytest.mark.parametrize("options", [{}, {"chunks": (1, 2, 3), "compression": "gzip"}])
def test_slices_together_are_the_whole_array(stored: Any, chunk_bytes: int, options: dict[str, Any]) -> None:
    tensor = stored(ARRAY, **options)
    pieces = list(tensor.chunks(chunk_bytes))
    assert all(piece.ndim == 1 and piece.nbytes <= max(4, chunk_bytes) for piece in pieces)
    np.testing.assert_array_equal(np.concatenate(pieces), ARRAY.reshape(-1))


def test_slices_of_a_scalar_and_of_nothing(stored: Any) -> None:
    assert [piece.tolist() for piece in stored(np.float32(3.5)).chunks(100)] == [[3.5]]
    assert list(stored(np.zeros((0, 4), "float32")).chunks(100)) == []


def test_the_span_is_where_the_numbers_stand(stored: Any) -> None:
    path, offset, size = stored(ARRAY).span()
    assert path.read_bytes()[offset : offset + size] == ARRAY.tobytes()


def test_there_is_no_span_for_chunks_or_the_other_byte_order(stored: Any) -> None:
    assert stored(ARRAY, chunks=(1, 3, 5)).span() is None
    turned = stored(ARRAY.astype(">f4"))
    assert turned.span() is None
    assert turned.dtype == "float32"
    assert turned.read().dtype.isnative
    np.testing.assert_array_equal(turned.read(), ARRAY)


def test_text_is_text(stored: Any) -> None:
    assert stored(np.array(["a", "bc"], dtype=h5py.string_dtype())).dtype == "str"
