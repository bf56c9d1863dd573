"""A place in another storage (``s3://``, ``hf://``, ``https://`` …), read like a path on disk.

fsspec knows the storages; each needs its own package (``s3fs``, ``gcsfs``, ``huggingface_hub``, ``aiohttp``).
"""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from rekeras.containers.remote_file import RemoteFile
from rekeras.errors import UnreadableFileError

URL = re.compile(r"([a-z][a-z0-9+.-]+):/{1,2}(?=[^/])", re.IGNORECASE)
"""What names of remote files begin with; the operating system's paths have lost one slash."""
PACKAGES = {
    "s3": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "hf": "huggingface_hub",
    "http": "aiohttp",
    "https": "aiohttp",
    "abfs": "adlfs",
    "az": "adlfs",
}


class WholeFilesOnlyError(UnreadableFileError):
    """A server that was asked for a part of a file gave all of it."""


def is_remote(path: Path | str) -> bool:
    """Whether a path names a file in another storage."""
    return isinstance(path, RemotePath) or URL.match(str(path)) is not None


class RemotePath(type(Path())):  # type: ignore[misc]
    """A path whose file stands elsewhere; it can be looked at, listed and opened for reading."""

    @property
    def url(self) -> str:
        """The name as people write it: ``s3://bucket/model.h5``."""
        return URL.sub(r"\1://", super().__str__(), count=1)

    def __str__(self) -> str:
        return self.url

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:  # noqa: ARG002 - as Path has it
        """Its size, and whether it is a folder.

        Raises:
            FileNotFoundError: There is no such file.
            UnreadableFileError: The storage does not answer, or denies it.
        """
        found = _info(self.url)
        kind = stat.S_IFDIR if found["type"] == "directory" else stat.S_IFREG
        return os.stat_result((kind, 0, 0, 1, 0, 0, int(found.get("size") or 0), 0, 0, 0))

    def exists(self, *, follow_symlinks: bool = True) -> bool:  # noqa: ARG002
        return self._kind() is not None

    def is_file(self, **_more: Any) -> bool:
        return self._kind() == "file"

    def is_dir(self, **_more: Any) -> bool:
        return self._kind() == "directory"

    def is_symlink(self) -> bool:
        return False

    def _kind(self) -> str | None:
        try:
            return str(_info(self.url)["type"])
        except FileNotFoundError:
            return None

    def iterdir(self) -> Iterator[RemotePath]:
        """The members of a folder."""
        with _explained(self.url):
            system, inside = _storage(self.url)
            for name in system.ls(inside, detail=False):
                yield self / name.rstrip("/").rpartition("/")[2]

    def rglob(self, _pattern: str, **_more: Any) -> Iterator[RemotePath]:
        """Everything below a folder."""
        for member in self.iterdir():
            yield member
            if member.is_dir():
                yield from member.rglob("*")

    def open(
        self, mode: str = "r", buffering: int = -1, encoding: str | None = None, *_more: Any, **_named: Any
    ) -> Any:
        """Open it for reading.

        Raises:
            FileNotFoundError: There is no such file.
            UnreadableFileError: The storage does not answer, or denies it.
        """
        size = self.stat().st_size
        system, inside = _storage(self.url)

        def fetch(start: int, stop: int) -> bytes:
            with _explained(self.url):
                data: bytes = system.cat_file(inside, start=start, end=stop)
            if len(data) == size != stop - start:
                raise WholeFilesOnlyError(self.url, "stands on a server that gives whole files only")
            if len(data) != stop - start:
                advice = "The file has changed meanwhile: try again, or download it."
                raise UnreadableFileError(
                    self.url, f"gave {len(data):,} bytes instead of {stop - start:,}", advice=advice
                )
            return data

        raw = RemoteFile(fetch, size)
        if "b" not in mode:
            return io.TextIOWrapper(io.BufferedReader(raw), encoding=encoding or "utf-8")
        return raw if buffering == 0 else io.BufferedReader(raw)

    def read_bytes(self) -> bytes:
        with self.open("rb") as file:
            data: bytes = file.read()
        return data

    def unlink(self, missing_ok: bool = False) -> None:  # noqa: ARG002 - as Path has it
        """Remove the file."""
        with _explained(self.url):
            system, inside = _storage(self.url)
            system.rm_file(inside)

    def get(self, file: Path) -> None:
        """Fetch it into a new file."""
        with _explained(self.url):
            system, inside = _storage(self.url)
            system.get_file(inside, str(file))

    def put(self, file: Path) -> None:
        """Send a file there, in place of what stands there."""
        with _explained(self.url):
            system, inside = _storage(self.url)
            system.put_file(str(file), inside)
        forget()


def named(path: Path | str) -> Path:
    """The path of a name: a remote one where it is the name of something remote."""
    return RemotePath(str(path)) if is_remote(path) else Path(path)


@cache
def _storage(url: str) -> tuple[Any, str]:
    """The storage and the name in it.

    Raises:
        UnreadableFileError: A package is missing.
    """
    scheme = url.partition(":")[0].lower()
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - few need it, and it may not be installed

        system, inside = url_to_fs(url)
    except ImportError as problem:
        package = PACKAGES.get(scheme, "")
        advice = f'Install them with: pip install "rekeras[remote]" {package}'.rstrip()
        raise UnreadableFileError(url, f"packages for {scheme}:// are not installed", advice=advice) from problem
    except ValueError as problem:
        advice = "Check the spelling, or download the file."
        raise UnreadableFileError(url, f"nothing is known of {scheme}://", advice=advice) from problem
    return system, inside


@cache
def _info(url: str) -> dict[str, Any]:
    with _explained(url):
        system, inside = _storage(url)
        found: dict[str, Any] = system.info(inside)
    if not found.get("size") and found["type"] == "file" and not system.isfile(inside):
        raise FileNotFoundError(url)
    return found


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """What went wrong on the way to the storage, as a person can use it.

    Raises:
        FileNotFoundError: There is no such file.
        UnreadableFileError: Everything else.
    """
    try:
        yield
    except UnreadableFileError:
        raise
    except Exception as problem:  # every storage has its own kinds; all mean that it cannot be read now
        cause = problem.__cause__ if isinstance(problem, FileNotFoundError) and problem.__cause__ else problem
        status = getattr(cause, "status", None)
        if isinstance(cause, FileNotFoundError) or status in (404, 410):
            raise FileNotFoundError(url) from problem
        if isinstance(cause, PermissionError) or status in (401, 403):
            advice = "Log in, or set the credentials that this storage looks for."
            raise UnreadableFileError(url, "access is denied", advice=advice) from problem
        what = f"cannot be reached: {type(cause).__name__}: {cause}".removesuffix(": ").rstrip(".")
        raise UnreadableFileError(url, what, advice="Check the address and the network.") from problem


def forget() -> None:
    """Ask the storages again from now on."""
    _info.cache_clear()
