"""The source formats that are read, and the targets that are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rekeras.blocks import Block, Line, Style, table
from rekeras.readers._reader import Reader
from rekeras.writers._writer import Writer


class Formats(NamedTuple):
    """Every reader and every writer."""

    readers: Sequence[Reader]
    writers: Sequence[Writer]


def content(formats: Formats) -> dict[str, Any]:
    """Names and titles."""
    return {
        "formats": [{"name": reader.name, "title": reader.title} for reader in formats.readers],
        "targets": [
            {"name": writer.name, "title": writer.title, "suffix": writer.suffix} for writer in formats.writers
        ],
    }


def blocks(formats: Formats) -> Iterator[Block]:
    """Both as tables."""
    yield table(("format", "what it is"), [(reader.name, reader.title) for reader in formats.readers])
    yield Line()
    yield Line("Targets of rekeras convert --to:", Style.TITLE)
    rows = [(writer.name, writer.title, writer.suffix) for writer in formats.writers]
    yield table(("target", "what it is", "file name ends with"), rows)
