"""Arrays in a ``.npz`` file, as ``numpy.savez`` writes them; arrays of Python objects would run code and are refused.

https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from rekeras.archive import Tensor
from rekeras.archive.tensors import SourceTensor
from rekeras.containers.window import Window, WindowFile
from rekeras.containers.zip_file import ZipFile
from rekeras.errors import UnreadableFileError

SUFFIX = ".npy"
KINDS = "biufc"
"""Truth values, whole numbers, floats and complex numbers."""


@dataclass(frozen=True, eq=False)
class NpyTensor(SourceTensor):
    """One array of the file.

    Attributes:
        name: Its name in the file.
        shape: Its shape.
        stored: How its numbers stand in the file.
        window: Where they stand.
        columns_first: Whether they stand in the order of Fortran.
    """

    name: str
    shape: tuple[int, ...]
    stored: np.dtype
    window: Window
    columns_first: bool

    @property
    def dtype(self) -> str:  # type: ignore[override]
        return str(self.stored.name)

    def read(self) -> np.ndarray:
        return np.concatenate([*self._pieces(max(1, self.window.length)), np.empty(0, self.dtype)]).reshape(
            self.shape, order="F" if self.columns_first else "C"
        )

    def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        return super().chunks(chunk_bytes) if self.columns_first else self._pieces(chunk_bytes)

    def _pieces(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        step = max(1, chunk_bytes // self.stored.itemsize) * self.stored.itemsize
        with self.window.file.open("rb") as file:
            for start in range(0, self.window.length, step):
                file.seek(self.window.offset + start)
                content = file.read(min(step, self.window.length - start))
                yield np.frombuffer(content, self.stored).astype(self.dtype, copy=False)

    def span(self) -> tuple[Path, int, int] | None:
        plain = self.stored.newbyteorder("<") == self.stored and not self.columns_first
        return (self.window.file, self.window.offset, self.window.length) if plain else None


def is_npz(names: tuple[str, ...]) -> bool:
    """Whether an archive holds arrays and nothing else."""
    return bool(names) and all(name.endswith(SUFFIX) for name in names)


def npz_tensors(file: ZipFile) -> Mapping[str, Tensor]:
    """The arrays by their names, in the order of the file; no number is read yet.

    Raises:
        UnreadableFileError: One is damaged, or no array of numbers.
        LimitError: One is larger than allowed.
    """
    file.limits.require("number of tensors", len(file.names), file.limits.tensors, file.path)
    return {name.removesuffix(SUFFIX): _tensor(file, name) for name in file.names}


def _tensor(file: ZipFile, name: str) -> NpyTensor:
    where = f"{file.path}: {name}"
    window = file.window(name)
    with window.file.open("rb") as opened:
        stream = WindowFile(opened, window)
        try:
            version = npy.read_magic(stream)
            read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
            shape, columns_first, dtype = read_header(stream)
        except ValueError as problem:
            found = f"is no array of numpy: {str(problem).partition(chr(10))[0]}"
            raise UnreadableFileError(where, found, advice="Save the weights again with numpy.savez.") from problem
        start = stream.tell()
    if dtype.kind not in KINDS:
        found = "holds Python objects, which only running code could read" if dtype.hasobject else f"holds {dtype}"
        advice = "Save one array of numbers for each variable: numpy.savez(file, *model.get_weights())."
        raise UnreadableFileError(where, found, expected="an array of numbers", advice=advice)
    size = prod(shape) * dtype.itemsize
    file.limits.require("size of a tensor in bytes", size, file.limits.tensor_bytes, where)
    if size != window.length - start:
        raise UnreadableFileError(where, f"has {window.length - start:,} bytes of numbers", expected=f"{size:,}")
    inside = Window(window.file, window.offset + start, size)
    return NpyTensor(name.removesuffix(SUFFIX), tuple(shape), dtype, inside, columns_first and len(shape) > 1)
