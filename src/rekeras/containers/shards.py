"""Numbers of several tensors one after the other, in a file that was cut into pieces: the weights of TensorFlow.js.

https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-core/src/io/io_utils.ts (``decodeWeights``)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

import numpy as np

from rekeras.archive import Tensor
from rekeras.archive.tensors import SourceTensor
from rekeras.errors import UnreadableFileError

STORED = {"float32": "float32", "int32": "int32", "bool": "bool", "float16": "float16", "complex64": "complex64"}
LENGTH = 4  # bytes of the length before each text


@dataclass(frozen=True)
class Pieces:
    """Files that together are one stretch of bytes.

    Attributes:
        files: Each with the number of its bytes, in order.
    """

    files: tuple[tuple[Path, int], ...]

    @property
    def length(self) -> int:
        """How many bytes they are together."""
        return sum(size for _file, size in self.files)

    def stretches(self, offset: int, length: int) -> Iterator[tuple[Path, int, int]]:
        """File, offset and length of each part of a stretch."""
        for file, size in self.files:
            if length and offset < size:
                part = min(length, size - offset)
                yield file, offset, part
                length -= part
            offset = max(0, offset - size)

    def read(self, offset: int, length: int) -> bytes:
        """The bytes of a stretch."""
        parts = []
        for file, start, size in self.stretches(offset, length):
            with file.open("rb") as opened:
                opened.seek(start)
                parts.append(opened.read(size))
        return b"".join(parts)


@dataclass(frozen=True, eq=False)
class PieceTensor(SourceTensor):
    """A tensor whose numbers stand as they are.

    Attributes:
        name: Its name in the manifest.
        shape: Its shape.
        dtype: Name of its dtype.
        pieces: The files.
        offset: Where it begins in them.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    pieces: Pieces
    offset: int

    @property
    def nbytes(self) -> int:
        """How many bytes its numbers take."""
        return prod(self.shape) * np.dtype(self.dtype).itemsize

    def read(self) -> np.ndarray:
        return np.concatenate([*self.chunks(max(1, self.nbytes)), np.empty(0, self.dtype)]).reshape(self.shape)

    def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        dtype = np.dtype(self.dtype).newbyteorder("<")
        step = max(1, chunk_bytes // dtype.itemsize) * dtype.itemsize
        for start in range(0, self.nbytes, step):
            content = self.pieces.read(self.offset + start, min(step, self.nbytes - start))
            if len(content) < min(step, self.nbytes - start):
                raise UnreadableFileError(self.name, "ended while it was read", advice="Does another program write it?")
            yield np.frombuffer(content, dtype).astype(self.dtype, copy=False)

    def span(self) -> tuple[Path, int, int] | None:
        parts = self.spans()
        return parts[0] if parts is not None and len(parts) == 1 else None

    def spans(self) -> tuple[tuple[Path, int, int], ...] | None:
        return None if self.dtype == "bool" else tuple(self.pieces.stretches(self.offset, self.nbytes))


@dataclass(frozen=True, eq=False)
class QuantizedTensor(Tensor):
    """A tensor whose numbers stand in fewer bits; it gives them as float32 or int32.

    Attributes:
        stored: The numbers in the file.
        dtype: What they were before, and are again.
        scale: What each is multiplied with; None for halves, which are only widened.
        least: What is added.
    """

    stored: PieceTensor
    dtype: str
    scale: float | None = None
    least: float = 0.0

    @property
    def shape(self) -> tuple[int, ...]:  # type: ignore[override]
        return self.stored.shape

    @property
    def origins(self) -> tuple[str, ...]:  # type: ignore[override]
        return self.stored.origins

    @property
    def is_original(self) -> bool:
        """The numbers are what every reader of the file takes them for; it holds no others."""
        return True

    def read(self) -> np.ndarray:
        return self._widened(self.stored.read())

    def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        grown = np.dtype(self.dtype).itemsize // np.dtype(self.stored.dtype).itemsize
        yield from (self._widened(chunk) for chunk in self.stored.chunks(max(1, chunk_bytes // grown)))

    def _widened(self, stored: np.ndarray) -> np.ndarray:
        if self.scale is None:
            return stored.astype(self.dtype)
        exact = stored.astype("float64") * self.scale + self.least
        return (np.floor(exact + 0.5) if self.dtype == "int32" else exact).astype(self.dtype)


def open_pieces(files: Mapping[str, Path], where: Path) -> Pieces:
    """Look at the files of one group.

    Args:
        files: Their places by the names that the manifest has for them.
        where: The manifest.

    Raises:
        UnreadableFileError: Some are not there; names all of them.
    """
    missing = [name for name, file in files.items() if not file.is_file()]
    if missing:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
        found = f"needs files that are not beside it: {shown}"
        raise UnreadableFileError(where, found, advice="Put all files of the model together.")
    return Pieces(tuple((file, file.stat().st_size) for file in files.values()))
