"""Keys of a checkpoint's index that are no names of variables.

Slices of a partitioned variable stand under its name and their extents in an encoding that sorts as what it encodes.
https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/core/lib/strings/ordered_code.h
"""

from __future__ import annotations

from collections.abc import Sequence

OBJECT_GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH"
"""Where the graph of objects stands, in checkpoints that have one."""

WHOLE = -1
"""The length of an extent that covers its dimension."""


def slice_key(name: str, extents: Sequence[tuple[int, int | None]]) -> bytes:
    """The key of one slice: for each dimension where it starts, and its length (None: all of it)."""
    numbers = [number for start, length in extents for number in ((0, WHOLE) if length is None else (start, length))]
    return _number(0) + _text(name.encode()) + _number(len(extents)) + b"".join(map(_signed, numbers))


def _number(value: int) -> bytes:
    size = (value.bit_length() + 7) // 8
    return bytes([size]) + value.to_bytes(size, "big")


def _text(value: bytes) -> bytes:
    escaped = {0x00: b"\x00\xff", 0xFF: b"\xff\x00"}
    return b"".join(escaped.get(byte, bytes([byte])) for byte in value) + b"\x00\x01"


def _signed(value: int) -> bytes:
    """As many ones in front as there are bytes, then the number in two's complement; its sign decides which of both."""
    size = (value if value >= 0 else ~value).bit_length() // 7 + 1
    header = ((1 << size) - 1) << 8 * size - size
    return ((value & (1 << 8 * size) - 1) ^ header).to_bytes(size, "big")
