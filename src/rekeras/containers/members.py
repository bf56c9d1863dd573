"""Several files in one: the members of a zip archive, or the files of a folder that was unpacked from one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rekeras.containers.window import Window
from rekeras.containers.zip_file import ZipFile, open_zip
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits


class Members(Protocol):
    """What stands in an archive or a folder."""

    @property
    def path(self) -> Path:
        """The archive or the folder."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """Paths of all files in it, with ``/``, in their order."""
        ...

    def read(self, name: str) -> bytes:
        """The whole member, which must be as small as a configuration."""
        ...

    def window(self, name: str) -> Window:
        """Where the bytes of a member stand, checked to be those that were written."""
        ...


@dataclass(frozen=True)
class Folder:
    """The files of a folder; links are not followed.

    Attributes:
        path: The folder.
        limits: How many files it may hold.
        deep: Whether those of its folders count too.
    """

    path: Path
    limits: Limits
    deep: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        found = []
        for path in sorted(self.path.rglob("*") if self.deep else self.path.iterdir()):
            if path.is_file() and not path.is_symlink():
                found.append(path.relative_to(self.path).as_posix())
                self.limits.require("number of files", len(found), self.limits.members, self.path)
        return tuple(found)

    def read(self, name: str) -> bytes:
        window = self.window(name)
        self.limits.require("size of the configuration in bytes", window.length, self.limits.config_bytes, window.file)
        return window.file.read_bytes()

    def window(self, name: str) -> Window:
        file = self.path / name
        if not file.is_file() or file.is_symlink():
            raise UnreadableFileError(self.path, f"has no file {name}", advice="The folder is not complete.")
        return Window(file, 0, file.stat().st_size)


@contextmanager
def open_members(path: Path, limits: Limits, *, deep: bool = True) -> Iterator[Folder | ZipFile]:
    """Open a zip archive or a folder; members can be read while it is open.

    Args:
        path: Which one.
        limits: What it may ask for.
        deep: Whether files in the folders of a folder count as its members.

    Raises:
        UnreadableFileError: It is damaged, encrypted, or made to be written elsewhere than it says.
        LimitError: It has more members, or they are larger, than allowed.
    """
    if path.is_dir():
        yield Folder(path, limits, deep)
        return
    with open_zip(path, limits) as archive:
        yield archive
