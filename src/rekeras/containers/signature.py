"""What a file is, told from its first bytes, in words for the person who has it."""

from __future__ import annotations

from pathlib import Path

from rekeras.containers.foreign import Told, foreign
from rekeras.containers.packed import packed
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


def describe_content(path: Path) -> str:
    """What the file is instead of what was hoped for, as the end of the sentence "this file ..."."""
    what, advice = content_of(path)
    return f"{what}. {advice}".removesuffix(". ").removesuffix(".") if advice else what


def content_of(path: Path) -> Told:
    """What a file is that is none of Keras, and what its owner can do."""
    head = read_head(path)
    told = packed(path, head) or foreign(head)
    if told is not None:
        return told
    if head[:1] in b"{[":
        return "is JSON text", ""
    text = _first_line(head)
    return (f"is text, which begins: {text}", "Name the model file.") if text else ("is of an unknown kind", "")


def _first_line(head: bytes) -> str:
    """The first line of a text; empty where it is none."""
    try:
        text = head.decode("utf-8") if len(head) < HEAD_BYTES else head[:-4].decode("utf-8", "ignore")
    except UnicodeDecodeError:
        return ""
    line = text.lstrip("\ufeff\r\n").split("\n")[0].strip()
    return f"{line[:60]!r}" if text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable() else ""


def is_html(head: bytes) -> bool:
    """Whether the text starts like a web page."""
    told = foreign(head)
    return told is not None and told[0].startswith(("is an HTML", "is XML"))
