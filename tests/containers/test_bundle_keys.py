from __future__ import annotations

import pytest

from rekeras.containers.bundle_keys import slice_key


@pytest.mark.parametrize(
    ("extents", "tail"),
    [
        ([(4, 3), (0, 4)], b"\x02\x84\x83\x80\x84"),  # the first two as TensorFlow 1.14 wrote them
        ([(0, 3), (100, 100)], b"\x02\x80\x83\xc0d\xc0d"),
        ([(63, 64)], b"\x01\xbf\xc0\x40"),
        ([(0, None)], b"\x01\x80\x7f"),
        ([(8191, 8192)], b"\x01\xdf\xff\xe0\x20\x00"),
    ],
)
def test_extents(extents: list[tuple[int, int | None]], tail: bytes) -> None:
    assert slice_key("w", extents) == b"\x00w\x00\x01\x01" + tail


def test_names_with_the_bytes_that_end_them() -> None:
    assert slice_key("a\0", [(0, 1)]).startswith(b"\x00a\x00\xff\x00\x01")


def test_keys_sort_as_their_starts() -> None:
    starts = [0, 1, 63, 64, 100, 8191, 8192, 10**6, 10**9, 2**40]
    keys = [slice_key("w", [(start, 1)]) for start in starts]
    assert keys == sorted(keys)
