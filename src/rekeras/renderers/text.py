"""Plain text, for files and pipes: no colour, columns by spaces."""

from __future__ import annotations

from collections.abc import Iterable

from rekeras.blocks import Block
from rekeras.renderers._layout import layout

WIDTH = 100


def render(blocks: Iterable[Block]) -> str:
    """The blocks as plain text, without a final newline."""
    return "\n".join("".join(text for text, _style in line).rstrip() for line in layout(blocks, WIDTH))
