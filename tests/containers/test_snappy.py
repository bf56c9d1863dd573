from __future__ import annotations

import pytest

from rekeras.containers.snappy import unpack
from rekeras.errors import UnreadableFileError
from tests.bundles import snappy, varint


@pytest.mark.parametrize("size", [0, 1, 59, 60, 61, 500])
def test_literals(size: int) -> None:
    content = bytes(index * 7 % 251 for index in range(size))
    assert unpack(snappy(content), "file") == content


def test_long_literals() -> None:
    content = b"0123456789" * 30
    assert unpack(varint(100) + bytes([60 << 2, 99]) + content[:100], "file") == content[:100]
    assert unpack(varint(300) + bytes([61 << 2]) + (299).to_bytes(2, "little") + content, "file") == content


def test_copies_of_every_width() -> None:
    abcd = bytes([3 << 2]) + b"abcd"
    near = bytes([1 | (4 - 4) << 2, 4])
    middle = bytes([2 | (6 - 1) << 2]) + (8).to_bytes(2, "little")
    far = bytes([3 | (3 - 1) << 2]) + (14).to_bytes(4, "little")
    assert unpack(varint(17) + abcd + near + middle + far, "file") == b"abcd" + b"abcd" + b"abcdab" + b"abc"


def test_a_copy_that_runs_into_itself() -> None:
    assert unpack(varint(8) + bytes([1 << 2]) + b"ab" + bytes([2 | (6 - 1) << 2, 2, 0]), "file") == b"abababab"


@pytest.mark.parametrize(
    "data",
    [
        varint(10) + bytes([3 << 2]) + b"ab",  # a literal that is cut off
        varint(4) + bytes([3 << 2]) + b"abcd" + bytes([2, 1, 0]),  # more than it says
        varint(9) + bytes([3 << 2]) + b"abcd",  # less than it says
        varint(8) + bytes([3 << 2]) + b"abcd" + bytes([2 | 3 << 2, 9, 0]),  # a copy from before the beginning
        varint(8) + bytes([3 << 2]) + b"abcd" + bytes([2 | 3 << 2, 0, 0]),  # a copy of nothing
        varint(8) + bytes([3 << 2]) + b"abcd" + bytes([2 | 3 << 2]),  # a copy that is cut off
        varint(2**40) + b"\0a",  # far more than its bytes can hold
    ],
)
def test_refuses_damage(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        unpack(data, "file")
