"""The page docs/reference/code.md: what ``rekeras code`` rewrites."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator

from rekeras.source._renamed import TABLE
from rekeras.source._unit import Unit
from rekeras.source._units import every_unit


def code() -> Iterator[str]:
    """Every unit with what changed, then the names that are others now."""
    yield "# What `rekeras code` rewrites\n"
    yield "Beside these, functions: [this table](functions.md). How to use it: [your own code](../custom-code.md).\n"
    yield "| unit | what changed |"
    yield "|---|---|"
    for unit in every_unit():
        yield f"| {unit.name} | {_first_line(unit)} |"
    yield "\n## Names\n"
    yield "| before | Keras 3 |"
    yield "|---|---|"
    for old, new in sorted(TABLE.items()):
        yield f"| `{old}` | `{new}` |"


def _first_line(unit: Unit) -> str:
    text = inspect.getdoc(importlib.import_module(unit.module)) or ""
    return text.partition("\n")[0].replace("``", "`").replace("|", "\\|")
