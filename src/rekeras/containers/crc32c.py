"""Checksums as TensorFlow and LevelDB store them: CRC-32C, rotated and shifted by a constant.

https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/tsl/lib/hash/crc32c.h
"""

from __future__ import annotations

DELTA = 0xA282EAD8


def masked(crc: int) -> int:
    """A checksum as it stands in a file."""
    return ((crc >> 15 | crc << 17) + DELTA) & 0xFFFFFFFF


def masked_crc32c(data: bytes) -> int:
    """The checksum of data as it stands in a file."""
    return masked(extend(0, data))


def extend(crc: int, data: bytes) -> int:
    """The checksum of all data so far with more behind them."""
    import google_crc32c  # noqa: PLC0415 - only files of TensorFlow need it

    return int(google_crc32c.extend(crc, data))
