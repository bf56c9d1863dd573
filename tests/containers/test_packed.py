from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rekeras.containers.packed import packed

HDF5 = b"\x89HDF\r\n\x1a\n" + bytes(range(200))


def tar(*names: str, size: int = 10) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = size
            archive.addfile(entry, io.BytesIO(b"x" * size))
    return buffer.getvalue()


def told(path: Path, content: bytes) -> tuple[str, str]:
    path.write_bytes(content)
    found = packed(path, content[:4096])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("pack", "advice"), [(gzip.compress, "gunzip"), (bz2.compress, "bunzip2"), (lzma.compress, "unxz")]
)
def test_looks_inside(tmp_path: Path, pack: Callable[[bytes], bytes], advice: str) -> None:
    what, how = told(tmp_path / "f", pack(HDF5))
    assert "what is inside is an HDF5 file" in what
    assert advice in how
    what, how = told(tmp_path / "f", pack(tar("m/model.h5", "m/notes.txt")))
    assert "is a tar archive" in what
    assert "m/model.h5" in what
    assert "notes" not in what
    assert "damaged" in told(tmp_path / "f", pack(HDF5)[:20])[0]


def test_lists_the_models_of_a_tar_archive(tmp_path: Path) -> None:
    what, how = told(tmp_path / "f", tar(*(f"{number}.keras" for number in range(9))))
    assert what == "is a tar archive that holds 0.keras, 1.keras, 2.keras, 3.keras, 4.keras, ..."
    assert how == "Unpack it, and convert the model inside."
    assert told(tmp_path / "f", tar("a.txt"))[0] == "is a tar archive"
    assert "a.h5" in told(tmp_path / "f", tar("a.h5", "b.h5", size=2**20))[0]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    assert "zero bytes" in told(tmp_path / "f", gzip.compress(b"\x00" * 2**26))[0]


def test_is_silent_about_others(tmp_path: Path) -> None:
    assert packed(tmp_path / "none", b"something else") is None
