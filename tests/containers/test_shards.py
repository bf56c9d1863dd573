from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rekeras.containers.shards import Pieces, PieceTensor, QuantizedTensor, open_pieces
from rekeras.errors import UnreadableFileError


def cut(folder: Path, content: bytes, *sizes: int) -> Pieces:
    """A file cut into pieces of these sizes, and a last one."""
    files = {}
    for number, size in enumerate((*sizes, len(content))):
        files[str(number)] = path = folder / str(number)
        path.write_bytes(content[:size])
        content = content[size:]
    return open_pieces(files, folder)


NUMBERS = np.arange(24, dtype="float32").reshape(2, 3, 4) / 7


@pytest.mark.parametrize("sizes", [(), (8,), (3, 5, 50), (0, 96)])
@pytest.mark.parametrize("chunk", [1, 7, 12, 1000])
def test_reads_across_pieces(tmp_path: Path, sizes: tuple[int, ...], chunk: int) -> None:
    tensor = PieceTensor("t", (2, 3, 4), "float32", cut(tmp_path, b"\x01\x02\x03" + NUMBERS.tobytes(), *sizes), 3)
    np.testing.assert_array_equal(tensor.read(), NUMBERS)
    chunks = list(tensor.chunks(chunk))
    np.testing.assert_array_equal(np.concatenate(chunks), NUMBERS.reshape(-1))
    assert max(part.nbytes for part in chunks) <= max(chunk, 4)
    assert tensor.is_original


def test_says_where_the_bytes_are_if_they_are_in_one_piece(tmp_path: Path) -> None:
    pieces = cut(tmp_path, NUMBERS.tobytes(), 40)
    whole = PieceTensor("t", (6,), "float32", pieces, 48)
    assert whole.span() == (tmp_path / "1", 8, 24)
    split = PieceTensor("t", (6,), "float32", pieces, 32)
    assert split.span() is None
    assert split.spans() == ((tmp_path / "0", 32, 8), (tmp_path / "1", 0, 16))
    assert PieceTensor("t", (0, 3), "float32", pieces, 0).read().shape == (0, 3)


def test_a_file_that_shrinks_meanwhile(tmp_path: Path) -> None:
    tensor = PieceTensor("t", (24,), "float32", cut(tmp_path, NUMBERS.tobytes()), 0)
    (tmp_path / "0").write_bytes(b"")
    with pytest.raises(UnreadableFileError, match="ended"):
        tensor.read()


@pytest.mark.parametrize(
    ("kind", "dtype", "expected"),
    [
        ("uint8", "float32", [-1.5, 0.5, 125.5]),
        ("uint16", "float32", [-1.5, 0.5, 125.5]),
        ("uint8", "int32", [-1, 1, 126]),
    ],
)
def test_widens_quantized_numbers(tmp_path: Path, kind: str, dtype: str, expected: list[float]) -> None:
    stored = PieceTensor("t", (3,), kind, cut(tmp_path, np.array([0, 4, 254], kind).tobytes()), 0)
    tensor = QuantizedTensor(stored, dtype, 0.5, -1.5)
    assert tensor.read().tolist() == expected
    assert tensor.read().dtype == dtype
    assert np.concatenate(list(tensor.chunks(8))).tolist() == expected
    assert tensor.span() is None


def test_widens_halves(tmp_path: Path) -> None:
    halves = np.array([0.1, -7.5], "float16")
    tensor = QuantizedTensor(PieceTensor("t", (2,), "float16", cut(tmp_path, halves.tobytes()), 0), "float32")
    np.testing.assert_array_equal(tensor.read(), halves.astype("float32"))


def test_names_all_missing_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="a, b"):
        open_pieces({"a": tmp_path / "a", "b": tmp_path / "b"}, tmp_path / "model.json")
