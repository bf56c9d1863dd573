"""What a text for people is made of: lines and tables with a style, whatever shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Style(Enum):
    """What a line or cell means; how it looks is the renderer's."""

    PLAIN = "plain"
    TITLE = "title"
    FAINT = "faint"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Line:
    """One line of text; an empty one is a gap."""

    text: str = ""
    style: Style = Style.PLAIN


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True)
class Table:
    """Rows under headings.

    Attributes:
        headings: One for each column.
        rows: The cells.
        right: Which columns stand flush right: numbers.
        below: What stands under each row, a sentence a line; none at all, or one for every row.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()
    below: tuple[str, ...] = ()


Block = Line | Table


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell | str]],
    right: Sequence[int] = (),
    below: Sequence[str] = (),
) -> Table:
    """Build a table from cells or plain texts."""
    cells = (tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows)
    return Table(tuple(headings), tuple(cells), tuple(right), tuple(below))


def visible(text: str) -> str:
    """The text with control characters spelled out: names in a file may hold escape sequences for the terminal."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )
