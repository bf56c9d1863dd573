"""One tensor of a checkpoint, which stays in its shard until it is read; then its checksum is verified."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from rekeras.archive import Tensor
from rekeras.containers.bundle_types import stored_dtype
from rekeras.containers.crc32c import extend, masked
from rekeras.containers.varint import read_varint
from rekeras.errors import UnreadableFileError

PIECE_BYTES = 2**20
DAMAGED = "The checkpoint is damaged; copy or download it again."


@dataclass(frozen=True, eq=False)
class BundleTensor(Tensor):
    """A tensor that stands in one piece in a shard.

    Attributes:
        name: Its key in the checkpoint.
        shape: Its shape.
        dtype: Name of its dtype; ``str`` for text.
        path: The shard.
        offset: Where it starts, in bytes.
        nbytes: How many bytes it has.
        crc32c: Its checksum, masked.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    path: Path
    offset: int
    nbytes: int
    crc32c: int

    @property
    def origins(self) -> tuple[str, ...]:  # type: ignore[override]
        return (self.name,)

    @property
    def is_original(self) -> bool:
        return True

    def read(self) -> np.ndarray:
        if self.dtype == "str":
            return self._texts()
        stored = self._stored
        data = np.empty(self.nbytes, np.uint8)
        at = 0
        for chunk in self._verified_pieces(PIECE_BYTES):
            data[at : at + len(chunk)] = np.frombuffer(chunk, np.uint8)
            at += len(chunk)
        return data.view(stored).reshape(self.shape)

    def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        if self.dtype == "str":
            yield from super().chunks(chunk_bytes)
            return
        stored = self._stored
        for chunk in self._verified_pieces(max(chunk_bytes // stored.itemsize, 1) * stored.itemsize):
            yield np.frombuffer(chunk, stored)

    def span(self) -> tuple[Path, int, int] | None:
        if self.dtype in ("str", "bool") or self.dtype.startswith("complex"):
            return None
        self._verify()
        return self.path, self.offset, self.nbytes

    @cached_property
    def _stored(self) -> np.dtype:
        stored = stored_dtype(self.dtype)
        if stored is None:
            raise UnreadableFileError(self._where, f"holds values of type {self.dtype}", expected="numbers")
        return stored

    @property
    def _where(self) -> str:
        return f"{self.path}: {self.name}"

    def _pieces(self, size: int) -> Iterator[bytes]:
        left = self.nbytes
        with self.path.open("rb", buffering=0) as file:
            file.seek(self.offset)
            while left:
                piece = file.read(min(size, left))
                if not piece:
                    raise UnreadableFileError(self._where, "ended while it was read")
                left -= len(piece)
                yield piece

    def _verified_pieces(self, size: int) -> Iterator[bytes]:
        """All bytes in pieces of one size; verified before the first is given."""
        self._verify()
        rest = b""
        for piece in self._pieces(size):
            rest += piece
            while len(rest) >= size:
                yield rest[:size]
                rest = rest[size:]
        if rest:
            yield rest

    def _verify(self) -> None:
        crc = self._texts_and_checksum[1] if self.dtype == "str" else self._checksum
        if masked(crc) != self.crc32c:
            raise UnreadableFileError(self._where, "its checksum is wrong", advice=DAMAGED)

    @cached_property
    def _checksum(self) -> int:
        crc = 0
        for piece in self._pieces(PIECE_BYTES):
            crc = extend(crc, piece)
        return crc

    def _texts(self) -> np.ndarray:
        self._verify()
        array = np.empty(len(self._texts_and_checksum[0]), object)
        array[:] = self._texts_and_checksum[0]
        return array.reshape(self.shape)

    @cached_property
    def _texts_and_checksum(self) -> tuple[list[bytes], int]:
        """The elements of a text tensor: all lengths, a checksum of these, all bytes."""
        data = b"".join(self._pieces(PIECE_BYTES))
        if self.size > len(data):
            raise UnreadableFileError(self._where, f"has {len(data):,} bytes for {self.size:,} texts", advice=DAMAGED)
        ends, at, crc = [0], 0, 0
        for _index in range(self.size):
            length, at = read_varint(data, at, self._where)
            crc = extend(crc, struct.pack("<I" if length < 2**32 else "<Q", length))
            ends.append(ends[-1] + length)
        at += 4
        if at + ends[-1] != len(data):
            raise UnreadableFileError(self._where, "its texts are longer or shorter than it says", advice=DAMAGED)
        crc = extend(crc, data[at - 4 : at])
        texts = [data[at + start : at + end] for start, end in pairwise(ends)]
        return texts, extend(crc, data[at:])


@dataclass(frozen=True, eq=False)
class SlicedTensor(Tensor):
    """A variable that was partitioned: its slices are tensors of their own.

    Attributes:
        name: Its key in the checkpoint.
        shape: Shape of the whole.
        dtype: Name of its dtype.
        slices: For each slice where it starts in each dimension, and its numbers. They cover the whole, once.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    slices: tuple[tuple[tuple[int, ...], BundleTensor], ...]

    @property
    def origins(self) -> tuple[str, ...]:  # type: ignore[override]
        return (self.name,)

    @property
    def is_original(self) -> bool:
        return True

    def read(self) -> np.ndarray:
        whole: np.ndarray | None = None
        for start, part in self.slices:
            array = part.read()
            whole = np.empty(self.shape, array.dtype) if whole is None else whole
            whole[tuple(slice(at, at + size) for at, size in zip(start, part.shape, strict=True))] = array
        assert whole is not None  # noqa: S101 - it has slices
        return whole

    def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        if any(part.shape[1:] != self.shape[1:] for _start, part in self.slices):
            yield from super().chunks(chunk_bytes)
            return
        for _start, part in sorted(self.slices, key=lambda each: each[0]):
            yield from part.chunks(chunk_bytes)
