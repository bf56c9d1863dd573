"""What a file is, told from its first bytes, in words for the person who has it."""

from __future__ import annotations

from pathlib import Path

from rekeras.errors import UnreadableFileError

HEAD_BYTES = 4096


def read_head(path: Path, size: int = HEAD_BYTES) -> bytes:
    """The first bytes of a file.

    Raises:
        UnreadableFileError: There is no such file, it is a directory, or this user may not read it.
    """
    try:
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError as problem:
        raise UnreadableFileError(path, "there is no such file", advice="Check the spelling.") from problem
    except IsADirectoryError as problem:
        raise UnreadableFileError(path, "is a directory", expected="a file") from problem
    except PermissionError as problem:
        raise UnreadableFileError(path, "may not be read by this user", advice="Change its permissions.") from problem
    except OSError as problem:
        raise UnreadableFileError(path, f"cannot be read: {problem.strerror}") from problem


LFS = b"version https://git-lfs"

# First bytes, what the file is, what to do with it.
KNOWN: tuple[tuple[bytes, str, str], ...] = (
    (LFS, "is a Git LFS pointer, not the file itself", "Fetch the real file with: git lfs pull"),
    (b"\x89HDF\r\n\x1a\n", "is an HDF5 file", ""),
    (b"PK\x03\x04", "is a zip archive", ""),
    (b"\x1f\x8b", "is gzip-compressed", "Decompress it first (gunzip)."),
    (b"BZh", "is bzip2-compressed", "Decompress it first (bunzip2)."),
    (b"\xfd7zXZ\x00", "is xz-compressed", "Decompress it first (unxz)."),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "Unpack it first."),
    (b"\x93NUMPY", "is a NumPy array", "An array alone has no architecture; convert the model file."),
    (b"%PDF", "is a PDF document", "Download the model file itself."),
)


def describe_content(path: Path) -> str:
    """What the file is instead of what was hoped for, as the end of the sentence "this file ..."."""
    head = read_head(path)
    if not head:
        return "is empty (0 bytes); the download or the copy failed"
    for signature, what, advice in KNOWN:
        if head.startswith(signature):
            return f"{what}. {advice}".removesuffix(". ")
    if is_html(head):
        return "is an HTML page: the download gave a web page instead of the file"
    if not head.strip(b"\x00"):
        return "holds nothing but zero bytes; the download or the copy failed"
    if head[:1] in b"{[":
        return "is JSON text"
    return "is of an unknown kind"


def is_html(head: bytes) -> bool:
    """Whether the text starts like a web page."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) or b"<html" in start
