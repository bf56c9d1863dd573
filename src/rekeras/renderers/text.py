"""Plain text, for files and pipes: no colour, no wrapping, columns by spaces."""

from __future__ import annotations

from collections.abc import Iterable

from rekeras.blocks import Block, Line, Table, visible


def render(blocks: Iterable[Block]) -> str:
    """The blocks as plain text, without a final newline."""
    lines: list[str] = []
    for block in blocks:
        lines.extend([visible(block.text)] if isinstance(block, Line) else _rows(block))
    return "\n".join(lines)


def _rows(table: Table) -> Iterable[str]:
    rows = [table.headings, *(tuple(visible(cell.text).replace("\n", " ") for cell in row) for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            text.rjust(width) if index in table.right else text.ljust(width)
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield ("  " + "  ".join(cells)).rstrip()
