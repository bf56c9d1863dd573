"""Turns what the stages said into text or JSON: a view says what there is to read, a renderer how it looks."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from rekeras.errors import OutputError

FORMS = {".json": "json", ".txt": "text"}


def render(kind: str, record: Any, form: str) -> str:
    """A record for people or machines.

    Args:
        kind: What it is: the name of a view (``conversion``, ``inspection``).
        record: What that view shows.
        form: How: the name of a renderer (``text``, ``terminal``, ``json``).
    """
    view = importlib.import_module(f"rekeras.views.{kind}")
    renderer = importlib.import_module(f"rekeras.renderers.{form}")
    text: str = renderer.render(kind, view.content(record)) if form == "json" else renderer.render(view.blocks(record))
    return text


def form_of(path: Path) -> str:
    """The renderer for a report file, by its suffix; asked before the work, so that it is not done in vain.

    Raises:
        OutputError: No renderer has this suffix, or there is no such folder.
    """
    if path.suffix not in FORMS:
        raise OutputError(
            path,
            f"no report can be written as {path.suffix or 'a file without suffix'}",
            f"Use a name that ends in {' or '.join(FORMS)}.",
        )
    if not path.parent.is_dir():
        raise OutputError(path, "there is no such folder", "Give another place with --report.")
    return FORMS[path.suffix]
