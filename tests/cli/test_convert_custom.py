"""``rekeras convert --custom``: what is wrong with the code is told before a process starts, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders
from tests.cli.shell import rekeras


@pytest.fixture
def model(tmp_path: Path) -> Path:
    config = builders.sequential(builders.entry("Scaled", "scaled", units=2, batch_input_shape=[None, 3]))
    return builders.write_whole(tmp_path / "m.h5", config, {"scaled": {"scaled/w:0": builders.numbers(3, 2)}})


def test_says_where_the_code_is_no_python(model: Path, tmp_path: Path) -> None:
    (tmp_path / "layers.py").write_text("class Scaled(:\n")
    ran = rekeras("convert", model, "--custom", tmp_path / "layers.py")
    assert ran.code == 2
    assert "layers.py, line 1" in ran.stderr
    assert not (tmp_path / "m.keras").exists()


def test_migrating_needs_code(model: Path) -> None:
    ran = rekeras("convert", model, "--migrate")
    assert ran.code == 2
    assert "--custom" in ran.stderr


def test_without_code_the_option_is_named(model: Path) -> None:
    ran = rekeras("convert", model)
    assert ran.code == 2
    assert "--custom" in ran.stderr
