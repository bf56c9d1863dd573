"""Names of variables and functions: valid in Python, each used once."""

from __future__ import annotations

import builtins
import keyword
import re

TAKEN = frozenset({"keras", "layers", "ops", "np", "Path", "x", "model", "build_model", "load_model", *dir(builtins)})

LONGEST = 50
"""Letters of a name; the first of longer ones."""


class Names:
    """The names that one piece of code uses."""

    def __init__(self, taken: frozenset[str] = TAKEN) -> None:
        self._taken = set(taken)

    def new(self, wanted: str) -> str:
        """A name like the wanted one, which nothing else has."""
        name = re.sub(r"\W", "_", wanted, flags=re.ASCII).strip("_").lower()[:LONGEST] or "layer"
        if name[0].isdigit():
            name = f"layer_{name}"
        if keyword.iskeyword(name) or keyword.issoftkeyword(name):
            name += "_"
        free, count = name, 1
        while free in self._taken:
            free, count = f"{name}_{count}", count + 1
        self._taken.add(free)
        return free
