"""A stretch of a file that is read as if it were a file of its own: a stored member of a zip archive."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True)
class Window:
    """Where the bytes of something stand.

    Attributes:
        file: The file on disk.
        offset: Where they begin in it.
        length: How many they are.
    """

    file: Path
    offset: int
    length: int

    def head(self, size: int) -> bytes:
        """The first bytes."""
        with self.file.open("rb") as file:
            file.seek(self.offset)
            return file.read(min(size, self.length))


class WindowFile(io.RawIOBase):
    """The bytes of a window, open for reading."""

    def __init__(self, file: BinaryIO, window: Window) -> None:
        self._file = file
        self._window = window
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._window.length}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        size = min(len(view), self._window.length - self._position)
        if size <= 0:  # also for places that no file reaches, which damaged files name
            return 0
        self._file.seek(self._window.offset + self._position)
        data = self._file.read(size)
        view[: len(data)] = data
        self._position += len(data)
        return len(data)
