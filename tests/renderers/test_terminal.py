"""For a terminal: fits the width, colour unless NO_COLOR, no markup from the file."""

from __future__ import annotations

import re

import pytest

from rekeras.blocks import Cell, Line, Style, table
from rekeras.renderers.terminal import render


def test_colour_marks_what_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in render([Line("refused", Style.BAD)], width=40)


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in render([Line("refused", Style.BAD)], width=40)


def test_long_cells_wrap_within_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = render([table(("rule", "what"), [("dtype_policy", "word " * 40)])], width=60)
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in shown.splitlines()) <= 60
    assert shown.count("word") == 40


def test_names_from_a_file_are_no_markup_and_no_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = render([Line("[red]x[/red]"), table(("n",), [(Cell("[bold]\x1b[2J"),)])], width=60)
    assert "[red]x[/red]" in shown
    assert r"[bold]\x1b[2J" in shown
