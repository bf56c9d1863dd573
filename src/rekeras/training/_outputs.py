"""What was said of the outputs of a model, sorted out to one entry for each output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rekeras.archive import Layer, refs_in
from rekeras.describe import describe
from rekeras.layers._description import Spec
from rekeras.training._objects import is_object


@dataclass(frozen=True)
class Outputs:
    """The outputs of a model, in their order.

    Attributes:
        names: What compile settings call each: after its layer, or by its key where outputs are a dict.
        sizes: The last size of each; None where unknown.
        keyed: Whether they are a dict.
    """

    names: tuple[str, ...]
    sizes: tuple[int | None, ...]
    keyed: bool = False

    @property
    def is_one(self) -> bool:
        """Whether there is one output alone."""
        return len(self.names) == 1

    def each(self, said: Any) -> tuple[list[Any], tuple[str, ...]]:
        """What was said of each output, and the names that no output has.

        Args:
            said: One thing for all of them, a list in their order, or a dict by their names.
        """
        if isinstance(said, Mapping) and not is_object(said):
            strange = tuple(str(name) for name in said if name not in self.names)
            return [said.get(name) for name in self.names], strange
        if isinstance(said, list | tuple):
            return [*said, *(None,) * len(self.names)][: len(self.names)], ()
        return [said] * len(self.names), ()

    def gathered(self, each: Sequence[Any]) -> Any:
        """As Keras 3 takes it: the one thing itself, a list, or a dict by the keys of the outputs."""
        if self.keyed:
            return {name: one for name, one in zip(self.names, each, strict=True) if one is not None}
        return each[0] if self.is_one else list(each)


def outputs_of(model: Layer) -> Outputs:
    """The outputs of a model, and their names as Keras 2 made them."""
    sizes = tuple(_last(spec) for spec in _specs(describe(model)[0].outputs))
    if model.graph is not None and isinstance(model.graph.outputs, Mapping):
        return Outputs(tuple(model.graph.outputs), sizes, keyed=True)
    if model.graph is None:
        names = [model.layers[-1].name] if model.layers else [model.name]
    else:
        names = list(_unique(ref.layer for ref in refs_in(model.graph.outputs)))
    return Outputs(tuple(names), (*sizes, *(None,) * len(names))[: len(names)])


def _unique(names: Iterator[str]) -> Iterator[str]:
    """A layer that gives several outputs is called by its name, then with a counter."""
    taken: set[str] = set()
    for name in names:
        counted = (f"{name}_{number}" if number else name for number in range(len(taken) + 1))
        unique = next(one for one in counted if one not in taken)
        taken.add(unique)
        yield unique


def _specs(outputs: Any) -> Iterator[Spec]:
    if isinstance(outputs, Spec):
        yield outputs
    elif isinstance(outputs, Mapping):
        for one in outputs.values():
            yield from _specs(one)
    elif isinstance(outputs, list | tuple):
        for one in outputs:
            yield from _specs(one)


def _last(spec: Spec) -> int | None:
    return spec.shape[-1] if spec.shape else None
