from __future__ import annotations

import zipfile
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from rekeras.containers.npz import is_npz, npz_tensors
from rekeras.containers.zip_file import open_zip
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import Limits
from tests.builders import numbers


@pytest.fixture
def stack() -> ExitStack:
    return ExitStack()


def read(path: Path, stack: ExitStack, limits: Limits | None = None) -> dict[str, np.ndarray]:
    with stack:
        return {
            name: tensor.read()
            for name, tensor in npz_tensors(stack.enter_context(open_zip(path, limits or Limits()))).items()
        }


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_reads_arrays_in_their_order(save: object, tmp_path: Path, stack: ExitStack) -> None:
    arrays = [numbers(3, 4), np.asfortranarray(numbers(4, 2, seed=1)), numbers(2).astype(">f8"), np.float32(0.5)]
    save(tmp_path / "weights.npz", *arrays)  # type: ignore[operator]
    found = read(tmp_path / "weights.npz", stack)
    assert list(found) == ["arr_0", "arr_1", "arr_2", "arr_3"]
    for one, other in zip(found.values(), arrays, strict=True):
        np.testing.assert_array_equal(one, other)
        assert one.shape == np.asarray(other).shape


def test_gives_chunks_and_spans_of_what_stands_as_it_is(tmp_path: Path, stack: ExitStack) -> None:
    np.savez(tmp_path / "weights.npz", plain=numbers(3, 4), turned=np.asfortranarray(numbers(3, 4)))
    with stack:
        tensors = npz_tensors(stack.enter_context(open_zip(tmp_path / "weights.npz", Limits())))
        for tensor in tensors.values():
            np.testing.assert_array_equal(np.concatenate(list(tensor.chunks(8))), numbers(3, 4).reshape(-1))
        span = tensors["plain"].span()
        assert span is not None
        with span[0].open("rb") as file:
            file.seek(span[1])
            assert file.read(span[2]) == numbers(3, 4).tobytes()
        assert tensors["turned"].span() is None


def test_refuses_objects_without_unpickling_them(tmp_path: Path, stack: ExitStack) -> None:
    np.savez(tmp_path / "weights.npz", layers=np.array([{"kernel": 1}], dtype=object))
    with pytest.raises(UnreadableFileError, match="only running code could read"):
        read(tmp_path / "weights.npz", stack)


def test_refuses_what_is_shorter_than_it_says(tmp_path: Path, stack: ExitStack) -> None:
    np.save(tmp_path / "array.npy", numbers(3, 4))
    with zipfile.ZipFile(tmp_path / "weights.npz", "w") as archive:
        archive.writestr("kernel.npy", (tmp_path / "array.npy").read_bytes()[:-4])
    with pytest.raises(UnreadableFileError, match="has 44 bytes of numbers"):
        read(tmp_path / "weights.npz", stack)


def test_refuses_what_is_no_array(tmp_path: Path, stack: ExitStack) -> None:
    with zipfile.ZipFile(tmp_path / "weights.npz", "w") as archive:
        archive.writestr("kernel.npy", b"no array at all, but long enough")
    with pytest.raises(UnreadableFileError, match="is no array of numpy"):
        read(tmp_path / "weights.npz", stack)


def test_refuses_more_than_allowed(tmp_path: Path, stack: ExitStack) -> None:
    np.savez(tmp_path / "weights.npz", numbers(3, 4))
    with pytest.raises(LimitError, match="size of a tensor"):
        read(tmp_path / "weights.npz", stack, Limits(tensor_bytes=40))


def test_tells_arrays_from_other_archives() -> None:
    assert is_npz(("arr_0.npy", "kernel.npy"))
    assert not is_npz(("config.json", "arr_0.npy"))
    assert not is_npz(())
