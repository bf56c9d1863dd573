"""Where a model uses the classes that are nobody's but its author's, and what its file knows of each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rekeras.archive import Address, Graph, Layer, Tensor, refs_in, show_address
from rekeras.custom.units import is_foreign
from rekeras.layers._description import Description, Inputs

Path = tuple[str, ...]
"""Of a variable inside a layer: what its name, or the attributes on the way to it, say (``("dense", "kernel")``)."""


@dataclass(frozen=True)
class Use:
    """One layer of a class.

    Attributes:
        address: Where it stands.
        layer: It.
        place: What an outer layer calls it (``cell``, ``layer``); empty for a layer of a model.
        inputs: What it is called on, as far as known.
        graph: The calls of the model that it stands in; None where it does not stand in a Functional model.
        variables: Its variables in the order of the file.
        of_parts: Names of the variables of Keras's own layers that were given to it.
    """

    address: Address
    layer: Layer
    place: str = ""
    inputs: Inputs = field(default_factory=Inputs)
    graph: Graph | None = None
    variables: Mapping[Path, Tensor] = field(default_factory=dict)
    of_parts: frozenset[str] = frozenset()

    @property
    def where(self) -> str:
        """The address for people."""
        return show_address(self.address)

    def keywords(self) -> Iterator[tuple[str, Any]]:
        """The arguments, besides the inputs, that it is called with."""
        for call in self.graph.calls if self.graph else ():
            if call.layer == self.layer.name:
                yield from call.kwargs.items()

    def feeds(self) -> tuple[str, ...]:
        """Names of the layers that are called on what it gives."""
        calls = self.graph.calls if self.graph else ()
        found = (call.layer for call in calls if any(ref.layer == self.layer.name for ref in _refs(call)))
        return tuple(dict.fromkeys(found))

    def outputs(self) -> int:
        """How many tensors it gives, as far as others use them."""
        calls = self.graph.calls if self.graph else ()
        refs = [ref for call in calls for ref in _refs(call)]
        refs += list(refs_in(self.graph.outputs)) if self.graph else []
        return 1 + max((ref.tensor for ref in refs if ref.layer == self.layer.name), default=0)


def _refs(call: Any) -> Iterator[Any]:
    yield from refs_in(list(call.args))
    yield from refs_in(dict(call.kwargs))


def uses(model: Layer, description: Description) -> dict[tuple[str, str], tuple[Use, ...]]:
    """Every use of a class of somebody's own, by class name and package, in the order of the file."""
    found: dict[tuple[str, str], list[Use]] = {}
    for use in _uses(model, description, (), "", None):
        found.setdefault((use.layer.class_name, use.layer.package), []).append(use)
    own = {key: _names(each) for key, each in found.items()}
    outer = {use.address: use for each in found.values() for use in each}
    return {key: tuple(_with_own(use, own[key], outer) for use in each) for key, each in found.items()}


def _names(uses: Sequence[Use]) -> frozenset[Path]:
    """The variables that one of the uses has, which others may have left to the layer around them."""
    return next((frozenset(use.variables) for use in uses if use.variables), frozenset())


def _with_own(use: Use, names: frozenset[Path], outer: Mapping[Address, Use]) -> Use:
    """The use with its variables, where the file has them as those of the layer that it was given to."""
    around = outer.get(use.address[:-1]) if use.place and not use.variables else None
    if around is None or not names or not names <= around.variables.keys():
        return use
    return replace(use, variables={path: tensor for path, tensor in around.variables.items() if path in names})


def _uses(layer: Layer, description: Description, address: Address, place: str, graph: Graph | None) -> Iterator[Use]:
    if is_foreign(layer):
        yield Use(address, layer, place, description.inputs, graph, _variables(layer), _of_parts(layer, description))
    for part, inner in layer.parts.items():
        yield from _uses(inner, description.children.get(part) or Description(), (*address, part), part, None)
    for inner in layer.layers:
        below = description.children.get(inner.name) or Description()
        yield from _uses(inner, below, (*address, inner.name), "", layer.graph)


def _variables(layer: Layer) -> dict[Path, Tensor]:
    """The variables by path inside the layer; those of both directions of a Bidirectional are the same ones twice."""
    found: dict[Path, Tensor] = {}
    for name, tensor in layer.weights.items():
        path = tuple(part for part in name.partition(":")[0].split("/") if part)
        if layer.name in path[:-1]:
            path = path[path.index(layer.name) + 1 :]
        found.setdefault(path or (name,), tensor)
    return found


def _of_parts(layer: Layer, description: Description) -> frozenset[str]:
    inner = (description.children.get(part) or Description() for part in layer.parts)
    return frozenset(variable.name for one in inner for variable in one.variables)
