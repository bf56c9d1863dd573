from __future__ import annotations

from rekeras.containers.crc32c import extend, masked, masked_crc32c


def test_known_checksums() -> None:
    # The check value of CRC-32C, and one of RFC 3720.
    assert extend(0, b"123456789") == 0xE3069283
    assert extend(0, bytes(32)) == 0x8A9136AA


def test_pieces_give_what_the_whole_gives() -> None:
    assert extend(extend(0, b"1234"), b"56789") == extend(0, b"123456789")


def test_masking() -> None:
    assert masked(0) == 0xA282EAD8
    assert masked_crc32c(b"") == 0xA282EAD8
    assert masked(0xE3069283) == ((0xE3069283 >> 15 | 0xE3069283 << 17 & 0xFFFFFFFF) + 0xA282EAD8) & 0xFFFFFFFF
