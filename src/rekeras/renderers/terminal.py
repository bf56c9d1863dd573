"""For a person at a terminal: as wide as it is, and coloured unless NO_COLOR is set."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from rekeras.blocks import Block, Style
from rekeras.renderers._layout import layout

LOOKS = {
    Style.PLAIN: "",
    Style.TITLE: "bold",
    Style.FAINT: "dim",
    Style.GOOD: "green",
    Style.WARNING: "yellow",
    Style.BAD: "bold red",
}
WIDEST = 120
"""Longer lines are hard to read."""


def render(blocks: Iterable[Block], *, width: int | None = None) -> str:
    """The blocks with the terminal's colours, wrapped to ``width`` columns (by default the terminal's own)."""
    width = width or min(WIDEST, Console().width)
    console = Console(file=io.StringIO(), force_terminal=True, highlight=False, soft_wrap=True)
    with console.capture() as captured:
        for line in layout(blocks, width):
            console.print(Text.assemble(*((text, LOOKS[style]) for text, style in line)))
    return captured.get().rstrip("\n")
