"""A file in memory with holes."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from rekeras.containers.memory_file import PAGE, MemoryFile

OFFSETS = st.integers(0, 3 * PAGE)


@given(st.lists(st.tuples(OFFSETS, st.binary(max_size=PAGE + 9)), max_size=6), OFFSETS, OFFSETS)
def test_is_like_a_real_file(writes: list[tuple[int, bytes]], start: int, size: int) -> None:
    file, real = MemoryFile(), io.BytesIO()
    for offset, data in writes:
        for target in (file, real):
            target.seek(offset)
            target.write(data)
    for target in (file, real):
        target.seek(start)
    assert file.read(size) == real.read(size)
    whole = real.getvalue()
    assert b"".join(file.pieces(0, file.length)) == whole


def test_holes_take_no_room() -> None:
    file = MemoryFile()
    file.seek(10**12)
    file.write(b"end")
    file.seek(-3, io.SEEK_END)
    assert file.read() == b"end"
    assert file.seek(-1, io.SEEK_CUR) == file.tell() == 10**12 + 2
    assert sum(map(len, file._pages.values())) == PAGE


def test_can_be_cut_and_lengthened() -> None:
    file = MemoryFile()
    file.write(b"abc")
    file.truncate(5)
    file.seek(0)
    assert (file.read(), file.length) == (b"abc\0\0", 5)
    assert file.readable() and file.writable() and file.seekable()
