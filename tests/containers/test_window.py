from __future__ import annotations

import os
from pathlib import Path

from rekeras.containers.window import Window, WindowFile


def test_reads_its_stretch_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before|inside|after")
    window = Window(path, 7, 6)
    assert window.head(100) == b"inside"
    with path.open("rb") as file:
        stretch = WindowFile(file, window)
        assert stretch.read() == b"inside"
        assert stretch.seek(-3, os.SEEK_END) == 3
        assert (stretch.read(2), stretch.tell()) == (b"id", 5)
        for beyond in (6, 100, 2**70):
            assert stretch.seek(beyond) == beyond
            assert stretch.read(1) == b""
