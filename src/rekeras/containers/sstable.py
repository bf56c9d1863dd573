"""Sorted tables of keys and values in the format of LevelDB, as TensorFlow writes the index of a checkpoint.

A footer of 48 bytes names the index block, which names the data blocks; each block ends in its compression and its
checksum. Keys share their beginnings.
https://github.com/google/leveldb/blob/main/doc/table_format.md
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rekeras.containers import snappy
from rekeras.containers.crc32c import masked_crc32c
from rekeras.containers.varint import read_varint
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

MAGIC = 0xDB4775248B80FB57
FOOTER_BYTES = 48
TRAILER_BYTES = 5
UNCOMPRESSED, SNAPPY = 0, 1
DAMAGED = "The file is damaged or cut off; copy or download it again."


def is_sstable(path: Path) -> bool:
    """Whether a file ends like such a table."""
    if not path.is_file() or path.stat().st_size < FOOTER_BYTES:
        return False
    with path.open("rb") as file:
        file.seek(-8, 2)
        return file.read(8) == struct.pack("<Q", MAGIC)


def read_sstable(path: Path, limits: Limits) -> dict[bytes, bytes]:
    """All keys of a table with their values, in order.

    Raises:
        UnreadableFileError: It is no such table, is cut off, or its checksums say that it is damaged.
        LimitError: It is larger than allowed.
    """
    limits.require("size of the index in bytes", path.stat().st_size, limits.config_bytes, path)
    data = path.read_bytes()
    if len(data) < FOOTER_BYTES or data[-8:] != struct.pack("<Q", MAGIC):
        raise UnreadableFileError(path, "does not end like the index of a checkpoint", advice=DAMAGED)
    return _Table(path, data, limits).read()


@dataclass(frozen=True)
class _Table:
    path: Path
    data: bytes
    limits: Limits

    def read(self) -> dict[bytes, bytes]:
        footer = self.data[-FOOTER_BYTES:]
        _offset, _size, at = self._handle(footer, 0)  # of the block of filters, which nothing needs
        offset, size, _at = self._handle(footer, at)
        entries: dict[bytes, bytes] = {}
        unpacked = 0
        for _last_key, handle in self._entries(self._block(offset, size)):
            block = self._block(*self._handle(handle, 0)[:2])
            unpacked += len(block)
            self.limits.require("size of the index in bytes", unpacked, self.limits.config_bytes, self.path)
            entries.update(self._entries(block))
            self.limits.require("number of tensors", len(entries), self.limits.tensors, self.path)
        return entries

    def _handle(self, data: bytes, at: int) -> tuple[int, int, int]:
        offset, at = read_varint(data, at, self.path)
        size, at = read_varint(data, at, self.path)
        return offset, size, at

    def _block(self, offset: int, size: int) -> bytes:
        end = offset + size + TRAILER_BYTES
        if end > len(self.data) - FOOTER_BYTES:
            raise UnreadableFileError(self.path, f"names a block that ends at byte {end:,}, behind its end")
        content = self.data[offset : offset + size]
        compression, crc = struct.unpack("<BI", self.data[offset + size : end])
        if masked_crc32c(self.data[offset : offset + size + 1]) != crc:
            raise UnreadableFileError(
                self.path, f"the checksum of the block at byte {offset:,} is wrong", advice=DAMAGED
            )
        if compression == SNAPPY:
            return snappy.unpack(content, self.path)
        if compression != UNCOMPRESSED:
            raise UnreadableFileError(self.path, f"is compressed by method {compression}", expected="none, or snappy")
        return content

    def _entries(self, block: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Keys and values of a block, in front of its list of restart points."""
        restarts = struct.unpack("<I", block[-4:])[0] if len(block) >= 4 else 0
        end = len(block) - 4 * (restarts + 1)
        if end < 0:
            raise UnreadableFileError(self.path, "a block is shorter than it says", advice=DAMAGED)
        key, at = b"", 0
        while at < end:
            shared, at = read_varint(block, at, self.path)
            added, at = read_varint(block, at, self.path)
            size, at = read_varint(block, at, self.path)
            if shared > len(key) or at + added + size > end:
                raise UnreadableFileError(self.path, "an entry reaches beyond its block", advice=DAMAGED)
            key = key[:shared] + block[at : at + added]
            at += added + size
            yield key, block[at - size : at]
