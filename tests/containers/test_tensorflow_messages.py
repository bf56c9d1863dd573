from __future__ import annotations

import pytest

from rekeras.containers.tensorflow_messages import MESSAGES, classes, parse
from rekeras.errors import UnreadableFileError


def test_every_message_has_a_class() -> None:
    assert classes().keys() == MESSAGES.keys()


def test_reads_by_the_numbers_of_the_fields() -> None:
    # dtype = 1, shape.dim.size = 5, offset = 300, crc32c = 1, and a field that nobody knows
    data = b"\x08\x01\x12\x04\x12\x02\x08\x05\x20\xac\x02\x35\x01\0\0\0\xf8\x07\x01"
    entry = parse("BundleEntry", data, "file")
    assert (entry.dtype, entry.shape.dim[0].size, entry.offset, entry.crc32c) == (1, 5, 300, 1)


def test_a_length_of_zero_is_not_none() -> None:
    extents = parse("Slice", b"\x0a\x02\x10\x00\x0a\x00", "file").extent
    assert [extent.HasField("length") for extent in extents] == [True, False]


@pytest.mark.parametrize("data", [b"\x0a\xff\xff\xff\xff\x0f", b"\x0a\x05ab", b"\xff", b"\x0a" * 5000])
def test_refuses_what_is_no_message(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="file: cannot be read as SavedModel"):
        parse("SavedModel", data, "file")
