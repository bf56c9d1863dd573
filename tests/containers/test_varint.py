from __future__ import annotations

import pytest

from rekeras.containers.varint import read_varint
from rekeras.errors import UnreadableFileError
from tests.bundles import varint


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**31, 2**63, 2**64 - 1])
def test_reads_what_was_written(value: int) -> None:
    assert read_varint(b"x" + varint(value) + b"rest", 1, "file") == (value, 1 + len(varint(value)))


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "ends within"), (b"\x80\x80", "ends within"), (b"\xff" * 11, "64 bits"), (varint(2**64), "64 bits")],
)
def test_refuses(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFileError, match=says):
        read_varint(data, 0, "file")
