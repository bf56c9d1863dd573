"""Numbers of variable length: seven bits a byte, lowest first, as protocol buffers and LevelDB write them."""

from __future__ import annotations

from pathlib import Path

from rekeras.errors import UnreadableFileError

LONGEST = 10


def read_varint(data: bytes, at: int, where: str | Path) -> tuple[int, int]:
    """The number at a place, and the place behind it.

    Raises:
        UnreadableFileError: The data end within it, or it is larger than 64 bits.
    """
    value = 0
    for index in range(LONGEST):
        if at + index >= len(data):
            raise UnreadableFileError(where, "ends within a number", advice="The file was cut off or damaged.")
        byte = data[at + index]
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80 and value < 2**64:
            return value, at + index + 1
    raise UnreadableFileError(where, "holds a number of more than 64 bits", advice="The file is damaged.")
