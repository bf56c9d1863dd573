"""One dataset of an HDF5 file as a tensor that stays on disk until it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from rekeras.archive.tensors import SourceTensor
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

# Deflate packs zeros 1032 times at most; what claims more than that is not stored in the file.
LARGEST_RATIO = 1100
BFLOAT16 = "bfloat16"  # HDF5 has no such type: Keras writes two bytes a number, and says so in an attribute
FILTERS = {h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE, h5py.h5z.FILTER_FLETCHER32, h5py.h5z.FILTER_LZF}


@dataclass(frozen=True, eq=False)
class StoredTensor(SourceTensor):
    """A dataset; readable while its file is open.

    Attributes:
        path: The HDF5 file.
        name: Path of the dataset in it.
        shape: Its shape.
        dtype: Name of its dtype; ``str`` for text.
        dataset: The handle of h5py.
        base: The file on disk that holds the bytes of the HDF5 file, and where they begin in it.
    """

    path: Path
    name: str
    shape: tuple[int, ...]
    dtype: str
    dataset: Any
    base: tuple[Path, int]

    @property
    def nbytes(self) -> int:
        """Size of the numbers once read."""
        return int(self.dataset.dtype.itemsize) * prod(self.shape)

    def read(self) -> np.ndarray:
        return self._slice(())

    def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        if self.size == 0:
            return
        for selection in _selections(self.shape, self.dataset.dtype.itemsize, chunk_bytes):
            yield self._slice(selection).reshape(-1)

    def _slice(self, selection: tuple[int | slice, ...]) -> np.ndarray:
        try:
            array = np.asarray(self.dataset[selection])
        except OSError as problem:
            raise UnreadableFileError(f"{self.path}: /{self.name}", f"cannot be read: {problem}") from problem
        if self.dtype == BFLOAT16:
            import ml_dtypes  # noqa: PLC0415 - few files need it

            return array.view(ml_dtypes.bfloat16)
        return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))

    def span(self) -> tuple[Path, int, int] | None:
        dtype = self.dataset.dtype
        if self.dtype != BFLOAT16 and (dtype.kind not in "fiu" or dtype.newbyteorder("<") != dtype):
            return None
        offset = self.dataset.id.get_offset()
        file, base = self.base
        return None if offset is None else (file, base + int(offset), self.nbytes)


def _selections(shape: tuple[int, ...], itemsize: int, chunk_bytes: int) -> Iterator[tuple[int | slice, ...]]:
    """Slices that together are the whole array in C order, each of at most ``chunk_bytes`` (one number at least)."""
    if not shape:
        yield ()
        return
    row = prod(shape[1:]) * itemsize
    if row <= chunk_bytes:
        step = max(1, chunk_bytes // row)
        for start in range(0, shape[0], step):
            yield (slice(start, min(start + step, shape[0])),)
        return
    for index in range(shape[0]):
        for inner in _selections(shape[1:], itemsize, chunk_bytes):
            yield (index, *inner)


def stored_tensor(
    path: Path, root: Any, name: str, limits: Limits, base: tuple[Path, int] | None = None
) -> StoredTensor:
    """Look at a dataset without reading it.

    Raises:
        UnreadableFileError: Its numbers do not stand in this file as plain numbers or text.
        LimitError: It is larger than allowed.
    """
    dataset = root[name]
    where = f"{path}: /{name}"
    dtype = _dtype_name(dataset, where)
    if dataset.shape is None:
        raise UnreadableFileError(where, "is an empty dataset without a shape")
    tensor = StoredTensor(path, name, tuple(int(size) for size in dataset.shape), dtype, dataset, base or (path, 0))
    limits.require("size of one tensor in bytes", tensor.nbytes, limits.tensor_bytes, where)
    _require_stored(dataset, tensor, where)
    return tensor


def _dtype_name(dataset: Any, where: str) -> str:
    dtype = dataset.dtype
    if h5py.check_string_dtype(dtype) is not None:
        return "str"
    if dtype.kind in "fiub" and dtype.subdtype is None:
        return str(dtype.name)
    if dtype.kind == "V" and dtype.itemsize == 2 and _note(dataset, "dtype") == BFLOAT16:
        return BFLOAT16
    raise UnreadableFileError(where, f"holds values of type {dtype}", expected="numbers or text")


def _note(dataset: Any, name: str) -> str:
    """A text attribute of a dataset; empty where there is none."""
    if name not in dataset.attrs or dataset.attrs.get_id(name).get_type().get_class() != h5py.h5t.STRING:
        return ""
    value = dataset.attrs[name]
    return value if isinstance(value, str) else ""


def _require_stored(dataset: Any, tensor: StoredTensor, where: str) -> None:
    properties = dataset.id.get_create_plist()
    filters = [properties.get_filter(index)[0] for index in range(properties.get_nfilters())]
    if unknown := sorted(set(filters) - FILTERS):
        raise UnreadableFileError(where, f"is compressed with HDF5 filter {unknown[0]}", expected="gzip or lzf")
    if properties.get_layout() == h5py.h5d.VIRTUAL or properties.get_external_count() > 0:
        raise UnreadableFileError(where, "keeps its numbers in another file", expected="numbers in the file itself")
    stored = dataset.id.get_storage_size()
    if stored * (LARGEST_RATIO if filters else 1) < tensor.nbytes:
        raise UnreadableFileError(
            where,
            f"declares shape {tensor.shape} ({tensor.nbytes:,} bytes), of which {stored:,} bytes are in the file",
            advice="The file was not written completely, or was made to exhaust memory.",
        )
