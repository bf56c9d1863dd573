"""`rekeras stub`."""

from __future__ import annotations

import ast
from pathlib import Path

from tests import zoo
from tests.cli.shell import rekeras

FILE = zoo.unpacked("custom/tf-2.10") / "own_weights.h5"


def test_shows_the_code_or_writes_it(tmp_path: Path) -> None:
    target = tmp_path / "layers.py"
    shown, written = rekeras("stub", FILE), rekeras("stub", FILE, "-o", target)
    assert (shown.code, written.code) == (0, 0)
    assert shown.stdout == target.read_text(encoding="utf-8")
    assert "ScaledDense, of 1 layer of own_weights.h5" in written.stderr
    assert f"rekeras convert {FILE} --custom {target}" in written.stderr
    assert ast.parse(shown.stdout).body


def test_writes_nothing_over_a_file_that_is_there(tmp_path: Path) -> None:
    target = tmp_path / "layers.py"
    target.write_text("mine", encoding="utf-8")
    ran = rekeras("stub", FILE, "-o", target)
    assert ran.code == 2
    assert "exists already" in ran.stderr
    assert target.read_text(encoding="utf-8") == "mine"
    assert rekeras("stub", FILE, "-o", target, "--force").code == 0


def test_says_that_there_is_nothing_to_write(tmp_path: Path) -> None:
    target = tmp_path / "layers.py"
    ran = rekeras("stub", zoo.unpacked("tf-2.10") / "dense.h5", "-o", target)
    assert ran.code == 0
    assert "every class is Keras's own" in ran.stderr
    assert not target.exists()


def test_says_that_a_file_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "a.h5").write_bytes(b"no model")
    assert rekeras("stub", tmp_path / "a.h5").code == 2
