"""A file that is there complete or not at all: written beside its place under another name, then renamed."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rekeras.errors import OutputError

ADVICE = {
    errno.ENOSPC: "Free some space there, or give another place with -o.",
    errno.EDQUOT: "Your disk quota is used up: free some space, or give another place with -o.",
    errno.EFBIG: "Files of this size are not allowed there; give another place with -o.",
    errno.EACCES: "Give a place with -o that you may write to.",
    errno.EPERM: "Give a place with -o that you may write to.",
    errno.EROFS: "Give a place with -o that can be written to.",
    errno.ENOENT: "Make the folder first, or give another place with -o.",
    errno.ENOTDIR: "Give a place with -o whose parent is a folder.",
    errno.ENAMETOOLONG: "Give a shorter name with -o.",
}


@contextmanager
def whole_file(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write into; it takes its place when the block ends without an error, else nothing of it stays.

    Raises:
        OutputError: Something is there already, or it cannot be written; also for errors while the block writes.
    """
    if path.is_dir():
        raise OutputError(path, "is a folder", "Give the name of a file with -o.")
    if not overwrite and path.exists():
        raise OutputError(path, "exists already", "Give another with -o, or allow overwriting with --force.")
    beside = path.with_name(f".{path.name[:200]}.{os.getpid()}.part")
    output = _Output(beside, path)
    try:
        with io.BufferedWriter(output) as file:
            yield file
        _rename(beside, path)
    finally:
        beside.unlink(missing_ok=True)


class _Output(io.FileIO):
    """A new file whose errors speak of the place it is meant for."""

    def __init__(self, beside: Path, path: Path) -> None:
        self._meant_for = path
        try:
            super().__init__(beside, "x+")
        except OSError as problem:
            raise output_error(path, problem) from problem

    def write(self, data: object) -> int | None:  # type: ignore[override]
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError as problem:
            raise output_error(self._meant_for, problem) from problem


def _rename(beside: Path, path: Path) -> None:
    try:
        beside.replace(path)
    except OSError as problem:
        raise output_error(path, problem) from problem


def output_error(path: Path, problem: OSError) -> OutputError:
    """What the person reads for an error of the operating system."""
    what = os.strerror(problem.errno) if problem.errno else str(problem)
    return OutputError(
        path, f"cannot be written: {what}", ADVICE.get(problem.errno or 0, "Give another place with -o.")
    )
