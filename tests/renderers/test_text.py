"""Plain text: columns by spaces, no escape sequence ever."""

from __future__ import annotations

from rekeras.blocks import Cell, Line, Style, table
from rekeras.renderers.text import render


def test_columns_stand_under_each_other_and_numbers_flush_right() -> None:
    text = render([Line("Layers", Style.TITLE), table(("name", "size"), [("dense", "1"), ("d", "1,000")], right=(1,))])
    assert text.splitlines() == ["Layers", "  name    size", "  dense      1", "  d      1,000"]


def test_nothing_from_a_file_can_drive_the_terminal() -> None:
    text = render([Line("a\x1b[2Jb"), table(("name",), [(Cell("x\x1b]0;title\x07\ny\u202e"),)])])
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert r"a\x1b[2Jb" in text


def test_an_empty_table_is_its_headings() -> None:
    assert render([table(("a", "b"), [])]) == "  a  b"


def test_long_lines_are_wrapped_under_their_first_word() -> None:
    lines = render([Line("  - " + "word " * 40)]).splitlines()
    assert lines[0].startswith("  - word")
    assert lines[1].startswith("    word")
    assert max(map(len, lines)) <= 100


def test_long_paths_are_not_broken() -> None:
    path = "/".join(["folder"] * 30)
    assert path in render([Line(f"see {path} there")])


def test_a_sentence_stands_below_its_row() -> None:
    text = render([table(("rule",), [("one",), ("two",)], below=["First.", "Second."])])
    assert text.splitlines() == ["  rule", "  one", "    First.", "  two", "    Second."]
