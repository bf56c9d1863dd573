"""A remote file, read in blocks that are kept for a while; who reads on gets more at once."""

from __future__ import annotations

import io
import os
from collections import OrderedDict
from collections.abc import Callable

BLOCK = 2**18
KEPT = 128
"""Blocks that are kept: 32 MiB."""
MOST = 32
"""Blocks that are fetched at once, when a file is read from one end to the other: 8 MiB."""

Fetch = Callable[[int, int], bytes]


class RemoteFile(io.RawIOBase):
    """A file of known size.

    Args:
        fetch: Gives the bytes from one offset to another.
        size: How many there are.
    """

    def __init__(self, fetch: Fetch, size: int) -> None:
        self._fetch, self._size = fetch, size
        self._position = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()
        self._next, self._count = -1, 1

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        size = max(0, min(len(view), self._size - self._position))
        done = 0
        while done < size:
            number, offset = divmod(self._position, BLOCK)
            piece = self._block(number)[offset : offset + size - done]
            view[done : done + len(piece)] = piece
            done += len(piece)
            self._position += len(piece)
        return done

    def _block(self, number: int) -> bytes:
        if number not in self._blocks:
            self._count = min(self._count * 2, MOST) if number == self._next else 1
            start = number * BLOCK
            data = self._fetch(start, min(start + self._count * BLOCK, self._size))
            for index in range(0, len(data), BLOCK):
                self._blocks[number + index // BLOCK] = data[index : index + BLOCK]
            self._next = number + self._count
            while len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(number)
        return self._blocks[number]
