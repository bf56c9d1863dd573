"""One tensor of a checkpoint, which stays in its shard until it is read; then its checksum is verified."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from rekeras.archive.tensors import SourceTensor
from rekeras.containers.bundle_types import stored_dtype
from rekeras.containers.crc32c import extend, masked
from rekeras.containers.varint import read_varint
from rekeras.errors import UnreadableFileError

PIECE_BYTES = 2**19
"""Stays in the processor's cache while it is summed up and written."""
DAMAGED = "The checkpoint is damaged; copy or download it again."


@dataclass(frozen=True, eq=False)
class BundleTensor(SourceTensor):
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

    def read(self) -> np.ndarray:
        if self.dtype == "str":
            return self._texts()
        stored = self._stored
        data = np.empty(self.nbytes, np.uint8)
        at = 0
        for piece in self._verified(PIECE_BYTES):
            data[at : at + len(piece)] = np.frombuffer(piece, np.uint8)
            at += len(piece)
        return data.view(stored).reshape(self.shape)

    def chunks(self, chunk_bytes: int) -> Iterator[np.ndarray]:
        """As of every tensor; where the checksum is wrong, the last chunk is followed by an UnreadableFileError."""
        if self.dtype == "str":
            yield from super().chunks(chunk_bytes)
            return
        stored = self._stored
        for piece in self._verified(max(min(chunk_bytes, PIECE_BYTES) // stored.itemsize, 1) * stored.itemsize):
            yield np.frombuffer(piece, stored)

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
                while len(piece) < min(size, left) and (more := file.read(min(size, left) - len(piece))):
                    piece += more
                if len(piece) < min(size, left):
                    raise UnreadableFileError(self._where, "ended while it was read")
                left -= len(piece)
                yield piece

    def _verified(self, size: int) -> Iterator[bytes]:
        """All bytes in pieces of one size, the last one shorter; an error behind them if the checksum is wrong."""
        crc = 0
        for piece in self._pieces(size):
            crc = extend(crc, piece)
            yield piece
        self._require(crc)

    def _require(self, crc: int) -> None:
        if masked(crc) != self.crc32c:
            raise UnreadableFileError(self._where, "its checksum is wrong", advice=DAMAGED)

    def _texts(self) -> np.ndarray:
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
        self._require(extend(crc, data[at:]))
        array = np.empty(self.size, object)
        array[:] = [data[at + start : at + end] for start, end in pairwise(ends)]
        return array.reshape(self.shape)


@dataclass(frozen=True, eq=False)
class SlicedTensor(SourceTensor):
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
