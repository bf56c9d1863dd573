"""A file that is complete or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from rekeras.containers.output_file import output_error, whole_file
from rekeras.errors import OutputError


def write(path: Path, data: bytes = b"new", *, overwrite: bool = False) -> None:
    with whole_file(path, overwrite=overwrite) as file:
        file.write(data)


def test_takes_its_place_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.keras"
    with whole_file(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.keras"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), whole_file(path, overwrite=True) as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_replaces_only_where_it_may(tmp_path: Path) -> None:
    path = tmp_path / "out.keras"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="exists already"):
        write(path)
    assert path.read_bytes() == b"old"
    write(path, overwrite=True)
    assert path.read_bytes() == b"new"


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    write(tmp_path / "out.keras")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "out.keras").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("", "is a folder"),
        ("missing/out.keras", "No such file or directory. Nothing was written. Make the folder first"),
        ("file/out.keras", "Not a directory"),
    ],
)
def test_refuses_other_places(tmp_path: Path, place: str, message: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=message):
        write(tmp_path / place)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_refuses_folders_of_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="Permission denied"):
            write(tmp_path / "out.keras")
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_is_said_and_leaves_nothing() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with full.open("wb", buffering=0) as device, pytest.raises(OSError) as caught:
        device.write(b"x")
    error = output_error(Path("out.keras"), caught.value)
    assert "No space left on device. Nothing was written. Free some space there" in str(error)


def test_every_error_of_the_system_gives_advice() -> None:
    for number in (errno.ENOSPC, errno.EROFS, errno.EIO):
        assert "-o" in str(output_error(Path("out.keras"), OSError(number, "text")))
