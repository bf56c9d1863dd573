"""Lines and tables set out in columns and wrapped, each piece with its style; what a style looks like comes later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from rekeras.blocks import Block, Cell, Line, Style, Table, visible

GAP = "  "
NARROWEST = 30
"""The last column of a table is never made narrower."""

Piece = tuple[str, Style]


def layout(blocks: Iterable[Block], width: int) -> Iterator[tuple[Piece, ...]]:
    """Yield the blocks line by line, each as pieces of text with their style."""
    for block in blocks:
        if isinstance(block, Line):
            yield from (((line, block.style),) for line in _wrapped(block.text, width))
        else:
            yield from _table(block, width)


def _wrapped(text: str, width: int) -> list[str]:
    """Wrap at ``width``; further lines stand under the first word, also behind a list's dash."""
    text = visible(text).replace("\n", " ")
    content = text.lstrip()
    indent = " " * (len(text) - len(content))
    hanging = indent + GAP if content.startswith("- ") else indent
    lines = wrap(
        content,
        width,
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [""]


def _table(table: Table, width: int) -> Iterator[tuple[Piece, ...]]:
    rows = [tuple(Cell(visible(cell.text).replace("\n", " "), cell.style) for cell in row) for row in table.rows]
    headings = tuple(Cell(heading, Style.FAINT) for heading in table.headings)
    widths = [max(len(cell.text) for cell in column) for column in zip(headings, *rows, strict=True)]
    if len(table.headings) - 1 not in table.right:
        widths[-1] = max(NARROWEST, width - sum(len(GAP) + each for each in widths[:-1]) - len(GAP))
    for index, row in enumerate((headings, *rows)):
        yield from _row(row, widths, table.right)
        if index and table.below:
            for sentence in table.below[index - 1].splitlines():
                yield from (((line, Style.FAINT),) for line in _wrapped(f"{GAP * 2}{sentence}", width))


def _row(row: Sequence[Cell], widths: Sequence[int], right: Sequence[int]) -> Iterator[tuple[Piece, ...]]:
    *front, last = row
    pieces: list[Piece] = []
    for index, cell in enumerate(front):
        text = cell.text.rjust(widths[index]) if index in right else cell.text.ljust(widths[index])
        pieces += [(GAP, Style.PLAIN), (text, cell.style)]
    text = last.text.rjust(widths[-1]) if len(front) in right else last.text
    first, *more = wrap(text, widths[-1], break_long_words=False, break_on_hyphens=False) or [""]
    yield (*pieces, (GAP, Style.PLAIN), (first, last.style))
    margin = " " * sum(len(text) for text, _style in pieces) + GAP
    yield from (((margin, Style.PLAIN), (line, last.style)) for line in more)
