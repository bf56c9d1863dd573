"""The variables of all uses of a class as one tree: what it holds itself, and the layers inside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rekeras.archive import Tensor
from rekeras.skeleton.uses import Path, Use

_COUNTED = re.compile(r"^(.*?)(?:_\d+)?$", re.DOTALL)


@dataclass(frozen=True)
class Holder:
    """A layer, or a list of layers, with the variables below it.

    Attributes:
        name: Its name at the first use that has it.
        variables: Own variables by name: the tensor at each use that has it, by number of the use.
        inside: The holders inside, by name.
    """

    name: str
    variables: dict[str, dict[int, Tensor]] = field(default_factory=dict)
    inside: dict[str, Holder] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether what is inside is counted: ``0``, ``1``, ... as in a list."""
        return not self.variables and list(self.inside) == [str(number) for number in range(len(self.inside))]

    def uses(self) -> frozenset[int]:
        """The uses that have anything of it."""
        own = {number for tensors in self.variables.values() for number in tensors}
        return frozenset(own.union(*(inner.uses() for inner in self.inside.values())))


def tree(uses: Sequence[Use], without: frozenset[str] = frozenset()) -> Holder:
    """The variables of all uses as one tree; layers that Keras numbered (``conv2d_4``) go by kind and order.

    Args:
        uses: The uses of one class.
        without: Names of variables that belong to a layer given to it.
    """
    top = Holder("")
    names: dict[tuple[str, ...], str] = {}
    for number, use in enumerate(uses):
        paths = [path for path in use.variables if path[-1] not in without]
        for path, same in zip(paths, _without_counters(paths), strict=True):
            holder = top
            for depth in range(len(path) - 1):
                name = names.setdefault(same[: depth + 1], path[depth])
                holder = holder.inside.setdefault(name, Holder(name))
            name = names.setdefault(same, path[-1])
            holder.variables.setdefault(name, {})[number] = use.variables[path]
    return top


def _without_counters(paths: Sequence[Path]) -> list[Path]:
    """The paths with the counters of layers from 0 on, so that ``dense_7`` and ``dense_8`` are the first and second."""
    seen: dict[Path, dict[str, dict[str, int]]] = {}
    counted = []
    for path in paths:
        same: Path = ()
        for part in path[:-1]:
            same = (*same, _counted(part, seen.setdefault(same, {})))
        counted.append((*same, path[-1]))
    return counted


def _counted(part: str, beside: dict[str, dict[str, int]]) -> str:
    if part.isdigit():
        return part
    found = _COUNTED.match(part)
    kind = found[1] if found else part
    numbers: Mapping[str, int] = beside.setdefault(kind, {})
    beside[kind].setdefault(part, len(numbers))
    return f"{kind}_{beside[kind][part]}"
