"""The source formats that are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rekeras.blocks import Block, table
from rekeras.readers._reader import Reader


def content(readers: Sequence[Reader]) -> dict[str, Any]:
    """Names and titles."""
    return {"formats": [{"name": reader.name, "title": reader.title} for reader in readers]}


def blocks(readers: Sequence[Reader]) -> Iterator[Block]:
    """The formats as a table."""
    yield table(("format", "what it is"), [(reader.name, reader.title) for reader in readers])
