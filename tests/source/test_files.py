from __future__ import annotations

from pathlib import Path

import pytest

import rekeras
from rekeras.errors import MissingExtraError, UnreadableFileError
from rekeras.source import files

OLD = "import tensorflow as tf\nx = tf.abs(1)\n"
NEW = "from keras import ops\nx = ops.abs(1)\n"


def test_files_and_folders(tmp_path: Path) -> None:
    for name in ("a.py", "b/c.py", "b/notes.txt", ".git/d.py", "venv/e.py", "plain.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x = 1\n" if name == "plain.py" else OLD, "utf-8")
    report = rekeras.migrate_code(tmp_path)
    assert [Path(file.name).name for file in report.files] == ["a.py", "c.py"]
    assert (report.looked_at, report.written) == (3, False)
    assert (tmp_path / "a.py").read_text("utf-8") == OLD


def test_writing_keeps_encoding_and_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"# -*- coding: latin-1 -*-\n# \xe4\n" + OLD.encode())
    path.chmod(0o755)
    assert rekeras.migrate_code(path, write=True).written
    assert path.read_bytes() == b"# -*- coding: latin-1 -*-\n# \xe4\n" + NEW.encode()
    assert path.stat().st_mode & 0o777 == 0o755
    assert rekeras.migrate_code(path).files == ()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"import keras\nprint 'x'\n", "a.py:2: is not Python 3 here: print 'x'"),
        (b"import keras\n# \xff\n", "is no text that Python can read"),
        (b"# coding: nothing\nimport keras\n", "is no text that Python can read"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(data)
    (tmp_path / "b.py").write_text(OLD, "utf-8")
    report = rekeras.migrate_code(tmp_path, write=True)
    assert said in report.unreadable[0]
    assert path.read_bytes() == data
    assert (tmp_path / "b.py").read_text("utf-8") == NEW


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file or folder"):
        rekeras.migrate_code(tmp_path / "none.py")


def test_missing_libcst_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModuleNotFoundError("No module named 'libcst'", name="libcst")

    monkeypatch.setattr(files, "_imported", missing)
    (tmp_path / "a.py").write_text(OLD, "utf-8")
    with pytest.raises(MissingExtraError, match=r'pip install "rekeras\[code\]"'):
        rekeras.migrate_code(tmp_path)
