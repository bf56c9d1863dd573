"""Snappy-compressed blocks, unpacked within a limit.

https://github.com/google/snappy/blob/main/format_description.txt
"""

from __future__ import annotations

from pathlib import Path

from rekeras.containers.varint import read_varint
from rekeras.errors import UnreadableFileError

LARGEST_RATIO = 64
"""A copy of three bytes gives at most 64."""


def unpack(data: bytes, where: str | Path) -> bytes:
    """The bytes that were compressed.

    Raises:
        UnreadableFileError: The data are damaged, or claim to hold more than they can.
    """
    length, at = read_varint(data, 0, where)
    if length > LARGEST_RATIO * len(data):
        raise UnreadableFileError(where, f"a compressed block of {len(data):,} bytes claims to hold {length:,}")
    result = bytearray()
    while at < len(data):
        tag = data[at]
        if tag & 3 == 0:
            size, at = _literal_size(data, at)
            if at + size > len(data):
                raise _damaged(where)
            result += data[at : at + size]
            at += size
        else:
            size, offset, at = _copy(data, at)
            if not 0 < offset <= len(result):
                raise _damaged(where)
            start = len(result) - offset
            # A copy may run into what it makes: "ab" copied by 6 from 2 back is "ababab".
            piece = bytes(result[start : start + size])
            result += (piece * (size // len(piece) + 1))[:size]
        if len(result) > length:
            raise _damaged(where)
    if len(result) != length:
        raise _damaged(where)
    return bytes(result)


def _literal_size(data: bytes, at: int) -> tuple[int, int]:
    """Size of a literal, and where it starts."""
    code = data[at] >> 2
    at += 1
    if code < 60:
        return code + 1, at
    width = code - 59
    return int.from_bytes(data[at : at + width], "little") + 1, at + width


def _copy(data: bytes, at: int) -> tuple[int, int, int]:
    """Size and distance of a copy, and where the next piece starts; distance 0 where the data end."""
    tag = data[at]
    width = (0, 1, 2, 4)[tag & 3]
    argument = data[at + 1 : at + 1 + width]
    distance = int.from_bytes(argument, "little") if len(argument) == width else 0
    if tag & 3 == 1:
        return (tag >> 2 & 7) + 4, distance | (tag >> 5) << 8 if argument else 0, at + 2
    return (tag >> 2) + 1, distance, at + 1 + width


def _damaged(where: str | Path) -> UnreadableFileError:
    return UnreadableFileError(where, "a compressed block is damaged", advice="Copy or download the file again.")
