"""What a weights file of Keras 2.12 or later, or of Keras 3, holds: objects in objects, each with its variables.

The path says where an object hangs on another one (``layers/bidirectional/forward_layer/cell/vars/0``). Members of a
list are named after their class and counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rekeras.archive import Tensor

LISTS = ("layers", "_layer_checkpoint_dependencies")
"""Where the layers of a model stand; the second up to TensorFlow 2.14."""

_COUNTED = re.compile(r"(?P<base>.+?)(?:_(?P<number>[1-9]\d*))?")


@dataclass(frozen=True)
class Tree:
    """One weights file.

    Attributes:
        tensors: Its tensors by their path.
        assets: Texts that belong to objects, by their path (``layers/string_lookup/vocabulary.txt``).
    """

    tensors: Mapping[str, Tensor]
    assets: Mapping[str, str]

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for path in (*self.tensors, *self.assets):
            parts = path.split("/")
            for depth in range(len(parts)):
                found["/".join(parts[:depth])][parts[depth]] = None
        return {path: tuple(names) for path, names in found.items()}

    def members(self, path: str) -> tuple[str, ...]:
        """What stands directly below a path; objects without any variable are not there."""
        return self._members.get(path, ())

    def below(self, path: str) -> dict[str, Tensor]:
        """All tensors below a path, by the rest of their paths."""
        start = f"{path}/"
        return {name.removeprefix(start): tensor for name, tensor in self.tensors.items() if name.startswith(start)}

    def counted(self, path: str, base: str) -> tuple[str, ...]:
        """The members of a list that are named after one class, in their order."""
        numbered = []
        for name in self.members(path):
            found = _COUNTED.fullmatch(name)
            if found and found["base"] == base:
                numbered.append((int(found["number"] or 0), name))
        return tuple(name for _number, name in sorted(numbered))

    def list_of(self, path: str) -> str:
        """The path of the list that holds the layers of a model at a path."""
        here = [name for name in LISTS if name in self.members(path)]
        return join(path, here[0] if here else LISTS[0])


def join(*parts: str) -> str:
    """A path of its parts, of which some may be empty."""
    return "/".join(filter(None, parts))
