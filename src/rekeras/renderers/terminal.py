"""For a person at a terminal: rich tables that fit its width, and colour unless NO_COLOR is set."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from rekeras.blocks import Block, Line, Style, Table, visible

LOOKS = {
    Style.PLAIN: "",
    Style.TITLE: "bold",
    Style.FAINT: "dim",
    Style.GOOD: "green",
    Style.WARNING: "yellow",
    Style.BAD: "bold red",
}


def render(blocks: Iterable[Block], *, width: int | None = None) -> str:
    """The blocks with the terminal's colours, wrapped to ``width`` columns (by default the terminal's own)."""
    console = Console(file=io.StringIO(), force_terminal=True, width=width or Console().width, highlight=False)
    with console.capture() as captured:
        for block in blocks:
            if isinstance(block, Line):
                console.print(Text(visible(block.text), LOOKS[block.style]))
            else:
                console.print(_rich(block))
    return captured.get().rstrip("\n")


def _rich(table: Table) -> RichTable:
    shown = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", show_edge=False, padding=(0, 2, 0, 0))
    for index, heading in enumerate(table.headings):
        last = index == len(table.headings) - 1
        shown.add_column(
            heading,
            justify="right" if index in table.right else "left",
            overflow="fold",
            no_wrap=False,
            ratio=1 if last else None,
        )
    for row in table.rows:
        shown.add_row(*(Text(visible(cell.text), LOOKS[cell.style]) for cell in row))
    return shown
