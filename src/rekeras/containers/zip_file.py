"""Zip archives, read without trust: nothing is unpacked to where a name says, and nothing larger than it can be."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rekeras.containers.window import Window
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

SIGNATURE = b"PK\x03\x04"
LARGEST_RATIO = 1100  # Deflate packs zeros 1032 times at most
LOCAL_HEADER = 30
PIECE = 2**20
GET_IT_AGAIN = "Download or copy the file again; if it stays so, it was not written completely."
ENCRYPTED = 1


@dataclass(frozen=True)
class ZipFile:
    """An open archive whose members have been looked at; none of them is read yet.

    Attributes:
        path: The file.
        limits: What it may ask for.
        archive: The handle of zipfile.
        members: What the archive says of each member, by name; folders are none.
        stack: Removes what was unpacked, when the archive is closed.
    """

    path: Path
    limits: Limits
    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    stack: ExitStack

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the members, in the order of the file."""
        return tuple(self.members)

    def read(self, name: str) -> bytes:
        """The whole member, which must be as small as a configuration.

        Raises:
            UnreadableFileError: There is none of that name, or its bytes are not those that were written.
            LimitError: It is larger.
        """
        member = self._member(name)
        where = f"{self.path}: {name}"
        self.limits.require("size of the configuration in bytes", member.file_size, self.limits.config_bytes, where)
        try:
            return self.archive.read(member)
        except DAMAGE as problem:
            raise self._damaged(name, problem) from problem

    def window(self, name: str) -> Window:
        """Where the bytes of a member stand: in the archive where it is stored, else in a file unpacked for the moment.

        Raises:
            UnreadableFileError: There is none of that name, or its bytes are not those that were written.
        """
        member = self._member(name)
        if member.compress_type == zipfile.ZIP_STORED:
            window = Window(self.path, self._data_offset(member), member.file_size)
            self._require_checksum(window, member)
            return window
        unpacked = Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="rekeras-"))) / "member"
        try:
            with self.archive.open(member) as source, unpacked.open("xb") as target:
                shutil.copyfileobj(source, target, PIECE)
        except DAMAGE as problem:
            raise self._damaged(name, problem) from problem
        return Window(unpacked, 0, member.file_size)

    def _member(self, name: str) -> zipfile.ZipInfo:
        if name not in self.members:
            raise UnreadableFileError(self.path, f"holds no {name}", expected=name, advice=GET_IT_AGAIN)
        return self.members[name]

    def _data_offset(self, member: zipfile.ZipInfo) -> int:
        with self.path.open("rb") as file:
            file.seek(member.header_offset)
            header = file.read(LOCAL_HEADER)
        lengths = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
        offset = member.header_offset + LOCAL_HEADER + sum(lengths)
        if header[:4] != SIGNATURE or offset + member.file_size > self.path.stat().st_size:
            raise self._damaged(member.filename, "it does not stand where the archive says")
        return offset

    def _require_checksum(self, window: Window, member: zipfile.ZipInfo) -> None:
        found, left = 0, window.length
        with window.file.open("rb") as file:
            file.seek(window.offset)
            while left and (piece := file.read(min(PIECE, left))):
                found = zlib.crc32(piece, found)
                left -= len(piece)
        if left or found != member.CRC:
            raise self._damaged(member.filename, "its checksum is another")

    def _damaged(self, name: str, problem: object) -> UnreadableFileError:
        return UnreadableFileError(f"{self.path}: {name}", f"is damaged: {problem}", advice=GET_IT_AGAIN)


DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@contextmanager
def open_zip(path: Path, limits: Limits) -> Iterator[ZipFile]:
    """Open a zip archive; its members can be read while it is open.

    Raises:
        UnreadableFileError: It is missing, damaged, encrypted, or holds a name twice or one that leads elsewhere.
        LimitError: It has more members, or they are larger, than allowed.
    """
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE as problem:
        found = f"is a damaged zip archive: {problem}"
        raise UnreadableFileError(path, found, advice=GET_IT_AGAIN) from problem
    with archive, ExitStack() as stack:
        entries = archive.infolist()
        limits.require("number of members", len(entries), limits.members, path)
        limits.require("size of all members in bytes", sum(e.file_size for e in entries), limits.total_bytes, path)
        for entry in entries:
            _require_harmless(entry, path)
        members = {entry.filename: entry for entry in entries if not entry.is_dir()}
        if len(members) < sum(not entry.is_dir() for entry in entries):
            names = [entry.filename for entry in entries]
            twice = next(name for name in names if names.count(name) > 1)
            raise UnreadableFileError(path, f"holds two members called {twice}", expected="one of each name")
        yield ZipFile(path, limits, archive, members, stack)


def _require_harmless(entry: zipfile.ZipInfo, path: Path) -> None:
    where = f"{path}: {entry.filename}"
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in entry.filename or not entry.orig_filename.isprintable():
        raise UnreadableFileError(where, "is the name of a place outside the archive", advice=NOT_KERAS)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableFileError(where, "is a link to another file", advice=NOT_KERAS)
    if entry.flag_bits & ENCRYPTED:
        raise UnreadableFileError(where, "is encrypted", advice="Unpack it with its password, and zip it without.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        advice = "Unpack it, and give the folder."
        raise UnreadableFileError(where, f"is compressed by method {entry.compress_type}", advice=advice)
    packs = LARGEST_RATIO if entry.compress_type == zipfile.ZIP_DEFLATED else 1
    if entry.file_size > entry.compress_size * packs:
        found = f"claims {entry.file_size:,} bytes, of which {entry.compress_size:,} are in the archive"
        raise UnreadableFileError(where, found, advice="The archive was made to exhaust memory, or is damaged.")


NOT_KERAS = "Keras writes no such thing; do not trust this file."
