from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.containers.sstable import is_sstable, read_sstable
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits
from tests import bundles

ENTRIES = {f"layer-{index}/kernel".encode(): bytes([index]) * index for index in range(23)} | {b"": b"header"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "model.index"
    path.write_bytes(bundles.sstable(ENTRIES))
    return path


def test_reads_keys_and_values_of_all_blocks(table: Path) -> None:
    assert is_sstable(table)
    assert read_sstable(table, DEFAULT_LIMITS) == dict(sorted(ENTRIES.items()))


def test_reads_compressed_blocks(table: Path) -> None:
    table.write_bytes(bundles.sstable(ENTRIES, packed=True))
    assert read_sstable(table, DEFAULT_LIMITS) == dict(sorted(ENTRIES.items()))


def test_other_files_are_none(tmp_path: Path) -> None:
    path = tmp_path / "model.index"
    assert not is_sstable(path)
    path.write_bytes(b"short")
    assert not is_sstable(path)
    path.write_bytes(b"x" * 100)
    assert not is_sstable(path)
    with pytest.raises(UnreadableFileError, match="does not end like"):
        read_sstable(path, DEFAULT_LIMITS)


@pytest.mark.parametrize("at", [3, 40, 200, 500])
def test_every_flipped_bit_is_noticed(table: Path, at: int) -> None:
    content = bytearray(table.read_bytes())
    content[at] ^= 4
    table.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="checksum"):
        read_sstable(table, DEFAULT_LIMITS)


def test_a_beginning_that_is_missing_is_noticed(table: Path) -> None:
    table.write_bytes(table.read_bytes()[100:])
    with pytest.raises(UnreadableFileError):
        read_sstable(table, DEFAULT_LIMITS)


def test_blocks_behind_the_end_are_noticed(table: Path) -> None:
    footer = (bundles.varint(0) + bundles.varint(3) + bundles.varint(2**40) + bundles.varint(9)).ljust(40, b"\0")
    content = table.read_bytes()
    table.write_bytes(content[:-48] + footer + content[-8:])
    with pytest.raises(UnreadableFileError, match="behind its end"):
        read_sstable(table, DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (bundles.varint(9) + bundles.varint(1) + bundles.varint(0) + b"k" + bytes(4) + b"\1\0\0\0", "beyond"),
        (bundles.varint(0) + bundles.varint(1) + bundles.varint(2**30) + b"k" + bytes(4) + b"\1\0\0\0", "beyond"),
        (b"\xff\xff\xff\x7f", "shorter"),
    ],
)
def test_blocks_that_make_no_sense_are_noticed(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "model.index"
    data = bundles.stored(content)
    index = bundles.stored(bundles.block([(b"k", bundles.varint(0) + bundles.varint(len(content)))]))
    handles = bundles.varint(0) * 2 + bundles.varint(len(data)) + bundles.varint(len(index) - 5)
    path.write_bytes(data + index + handles.ljust(40, b"\0") + bundles.sstable({})[-8:])
    with pytest.raises(UnreadableFileError, match=says):
        read_sstable(path, DEFAULT_LIMITS)


def test_limits_hold(table: Path) -> None:
    with pytest.raises(LimitError, match="number of tensors"):
        read_sstable(table, Limits(tensors=10))
    with pytest.raises(LimitError, match="size of the index"):
        read_sstable(table, Limits(config_bytes=100))
