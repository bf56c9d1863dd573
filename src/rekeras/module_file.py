"""Where the source of an importable module stands. Nothing is imported, packages around it neither."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path


def module_file(name: str) -> Path | None:
    """The Python file of a module.

    Args:
        name: As ``import`` takes it (``package.layers``); looked for in the working directory, then where Python looks.

    Returns:
        None where there is none, or it is not Python source.
    """
    places = [str(Path.cwd()), *sys.path]
    found: str | None = None
    for part in name.split("."):
        spec = PathFinder.find_spec(part, places) if part.isidentifier() else None
        if spec is None:
            return None
        found, places = spec.origin, list(spec.submodule_search_locations or ())
    return Path(found) if found and found.endswith(".py") else None
