from __future__ import annotations

import json
from pathlib import Path

import pytest

from rekeras.cli import run


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "layers.py"
    path.write_text("import tensorflow as tf\nx = tf.abs(1)\n", "utf-8")
    return path


def test_says_what_would_change(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", str(old)]) == 0
    shown = capsys.readouterr().out
    assert "tf.abs(1) -> ops.abs(1)" in shown
    assert "1 file looked at, 1 would change in" in shown
    assert "--write" in shown


def test_diff_is_a_patch(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", "--diff", str(old)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("--- a/")
    assert "\n-x = tf.abs(1)\n+from keras import ops\n+x = ops.abs(1)\n" in shown


def test_writes(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", "--write", str(old)]) == 0
    assert old.read_text("utf-8") == "from keras import ops\nx = ops.abs(1)\n"
    assert run(["code", str(old)]) == 0
    assert "0 would change" in capsys.readouterr().out


def test_findings_and_unreadable_files(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old.write_text("import tensorflow as tf\ntf.io.read_file(x)\n", "utf-8")
    assert run(["code", str(old)]) == 1
    assert "line 2: tf.io.read_file(x)" in capsys.readouterr().out
    old.write_text("import keras\nprint 'x'\n", "utf-8")
    assert run(["code", str(old)]) == 2
    assert "layers.py:2: is not Python 3 here" in capsys.readouterr().out.replace("\n", " ")
    assert run(["code", str(old.with_name("none.py"))]) == 2


def test_json(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", "--json", str(old)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["files"][0]["changes"][0]["line"] == 1
    assert "+x = ops.abs(1)" in report["files"][0]["diff"]
