"""Blocks of a remote file."""

from __future__ import annotations

import io
import random

from rekeras.containers.remote_file import BLOCK, MOST, RemoteFile

CONTENT = random.Random(0).randbytes(20 * BLOCK + 77)  # noqa: S311


def opened(asked: list[tuple[int, int]]) -> RemoteFile:
    def fetch(start: int, stop: int) -> bytes:
        asked.append((start, stop))
        return CONTENT[start:stop]

    return RemoteFile(fetch, len(CONTENT))


def test_reads_what_stands_there_wherever_it_is_asked() -> None:
    asked: list[tuple[int, int]] = []
    file = io.BufferedReader(opened(asked))
    for start, size in ((0, 10), (BLOCK - 3, 7), (19 * BLOCK, 5 * BLOCK), (len(CONTENT), 5), (3, 2 * BLOCK)):
        file.seek(start)
        assert file.read(size) == CONTENT[start : start + size]
    file.seek(-5, io.SEEK_END)
    assert file.read() == CONTENT[-5:]


def test_who_reads_on_gets_more_at_once_and_nothing_twice() -> None:
    asked: list[tuple[int, int]] = []
    assert opened(asked).readall() == CONTENT
    sizes = [(stop - start) // BLOCK for start, stop in asked]
    assert sizes[:4] == [1, 2, 4, 8]
    assert max(sizes) <= MOST
    assert sum(stop - start for start, stop in asked) == len(CONTENT)


def test_small_pieces_at_far_places_fetch_little() -> None:
    asked: list[tuple[int, int]] = []
    file = opened(asked)
    for start in (15 * BLOCK, 0, 7 * BLOCK, 7 * BLOCK + 9):
        file.seek(start)
        assert file.read(9) == CONTENT[start : start + 9]
    assert len(asked) == 3
    assert all(stop - start == BLOCK for start, stop in asked)
