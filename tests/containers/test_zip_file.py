from __future__ import annotations

import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from rekeras.containers.zip_file import open_zip
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.keras"


def packed(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name stands twice is what a test is about
        for name, content in members:
            archive.writestr(name, content)
    return path


def refusal(path: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(UnreadableFileError) as refused, open_zip(path, limits) as archive:
        archive.window("a")
    assert str(path) in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_gives_the_bytes_of_a_member(path: Path, method: int) -> None:
    packed(path, ("first", b"{}"), ("folder/", b""), ("folder/a", CONTENT), method=method)
    with open_zip(path, DEFAULT_LIMITS) as archive:
        assert archive.names == ("first", "folder/a")
        assert archive.read("first") == b"{}"
        window = archive.window("folder/a")
        assert (window.file == path) == (method == zipfile.ZIP_STORED)
        assert window.head(len(CONTENT) + 9) == CONTENT
    assert window.file.exists() == (method == zipfile.ZIP_STORED)


def test_refuses_what_is_no_zip_or_cut(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 and nothing else")
    assert "damaged zip" in refusal(path)
    packed(path, ("a", CONTENT))
    path.write_bytes(path.read_bytes()[:-60])
    assert "damaged zip" in refusal(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_refuses_changed_bytes(path: Path, method: int) -> None:
    packed(path, ("a", CONTENT), method=method)
    content = bytearray(path.read_bytes())
    content[60] ^= 1
    path.write_bytes(content)
    assert "is damaged" in refusal(path)


def test_refuses_a_member_that_does_not_stand_where_it_should(path: Path) -> None:
    packed(path, ("a", CONTENT))
    content = bytearray(path.read_bytes())
    content[:4] = b"none"
    path.write_bytes(content)
    assert "does not stand where" in refusal(path)


@pytest.mark.parametrize("name", ["../a", "/a", "x/../../a", "..\\a", "C:/a", "a\x01"])
def test_refuses_names_that_lead_elsewhere(path: Path, name: str) -> None:
    assert "outside the archive" in refusal(packed(path, (name, b"")))


def test_refuses_links_encryption_and_other_methods(path: Path) -> None:
    link = zipfile.ZipInfo("a")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link" in refusal(packed(path, (link, b"/etc/passwd")))
    packed(path, ("a", CONTENT))
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "encrypted" in refusal(path)
    assert "method 12" in refusal(packed(path, ("a", CONTENT), method=zipfile.ZIP_BZIP2))


def test_refuses_a_name_that_stands_twice(path: Path) -> None:
    assert "two members called a" in refusal(packed(path, ("a", b"1"), ("b", b"2"), ("a", b"3")))


def test_refuses_more_bytes_than_there_are(path: Path) -> None:
    packed(path, ("a", CONTENT), method=zipfile.ZIP_DEFLATED)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (2**31).to_bytes(4, "little")
    path.write_bytes(content)
    assert "claims 2,147,483,648 bytes" in refusal(path)


def test_holds_the_limits(path: Path) -> None:
    packed(path, ("a", CONTENT), ("b", b"1"))
    for limits in (Limits(members=1), Limits(total_bytes=100)):
        with pytest.raises(LimitError), open_zip(path, limits):
            pass
    with pytest.raises(LimitError), open_zip(path, Limits(config_bytes=100)) as archive:
        archive.read("a")


def test_says_which_member_is_missing(path: Path) -> None:
    assert "holds no a" in refusal(packed(path, ("b", b"1")))
