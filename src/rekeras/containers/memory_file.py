"""A file in memory that keeps only what was written into it; the rest, however long, takes no room."""

from __future__ import annotations

import io
from collections.abc import Iterator

PAGE = 4096


class MemoryFile(io.RawIOBase):
    """What h5py writes the structure of an HDF5 file into, while the numbers it describes are nowhere yet."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}
        self._position = 0
        self.length = 0

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._position = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.length}[whence]
        return self._position

    def truncate(self, size: int | None = None) -> int:
        self.length = self._position if size is None else size
        return self.length

    def readinto(self, buffer: object) -> int:
        """Fill the buffer from the position on; what was never written reads as zeros, as in any file with holes."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        size = max(0, min(len(view), self.length - self._position))
        filled = 0
        for piece in self.pieces(self._position, self._position + size):
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._position += size
        return size

    def write(self, data: object) -> int:
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        written = 0
        while written < len(view):
            number, start = divmod(self._position + written, PAGE)
            size = min(PAGE - start, len(view) - written)
            page = self._pages.setdefault(number, bytearray(PAGE))
            page[start : start + size] = view[written : written + size]
            written += size
        self._position += written
        if written:
            self.length = max(self.length, self._position)
        return written

    def pieces(self, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from one offset to another, in small pieces."""
        while start < stop:
            number, offset = divmod(start, PAGE)
            size = min(PAGE - offset, stop - start)
            page = self._pages.get(number)
            yield bytes(size) if page is None else bytes(page[offset : offset + size])
            start += size
