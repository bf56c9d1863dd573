"""Give every layer the variables of its object in the object graph; which is which is never guessed from names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rekeras.archive import Address, Layer, Leftover, Tensor, show_address, walk
from rekeras.containers.bundle_keys import OBJECT_GRAPH
from rekeras.containers.object_graph import ROOT, ObjectGraph
from rekeras.layers._description import Description, Variable
from rekeras.pairing.attributes import attribute_paths, part_path
from rekeras.pairing.groups import Named
from rekeras.pairing.layer import is_known
from rekeras.pairing.model import Paired
from rekeras.pairing.object_reasons import reason_of
from rekeras.pairing.objects import OTHER_MODEL, Located
from rekeras.pairing.optimizer_objects import optimizer_state
from rekeras.pairing.slots import show_shape
from rekeras.records import Finding, Severity

# Lists that Keras keeps of what stands elsewhere too.
LISTS = frozenset(
    {
        "keras_api",
        "metrics",
        "optimizer",
        "regularization_losses",
        "state_variables",
        "trainable_variables",
        "variables",
    }
)


@dataclass
class _Pairing:
    """The model's objects, and what was found so far."""

    located: Located
    graph: ObjectGraph
    tensors: Mapping[str, Tensor]
    used: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def pair_objects(
    model: Layer, description: Description, located: Located, graph: ObjectGraph, tensors: Mapping[str, Tensor]
) -> Paired:
    """Give every layer of the model its tensors.

    Args:
        model: The outermost model, without weights.
        description: Which variables its layers must have.
        located: The objects of its layers.
        graph: The object graph.
        tensors: All tensors of the checkpoint, by key.
    """
    pairing = _Pairing(located, graph, tensors)
    paired = _with_weights(model, description, (), pairing)
    places = {
        origin: " / ".join((*address, name))
        for address, layer in walk(paired)
        for name, tensor in layer.weights.items()
        for origin in tensor.origins
    }
    state = optimizer_state(graph, tensors, places, located.numbers.get((), ROOT))
    pairing.used.update(one.name for one in state)
    owners = dict(graph.owners())
    leftovers = tuple(
        Leftover(tensor, reason_of(key, graph, owners.get(key)))
        for key, tensor in tensors.items()
        if key not in pairing.used and key != OBJECT_GRAPH
    )
    return Paired(paired, leftovers, (*located.findings, *pairing.findings), state)


def _with_weights(layer: Layer, description: Description, at: Address, pairing: _Pairing) -> Layer:
    number = pairing.located.numbers.get(at)
    if is_known(layer):
        found = _variables_of(layer, description, number, pairing)
        missing = [each for each in description.variables if not _fits(each, found, pairing)]
        if missing:
            pairing.findings.append(_refusal(layer, missing, found, at, pairing))
            found = {}
    else:
        found = {} if number is None else _all_below(layer, number, at, pairing)
    pairing.used.update(found.values())
    layer = layer.map_children(
        lambda place, child: _with_weights(child, description.children.get(place, Description()), (*at, place), pairing)
    )
    return replace(layer, weights={name: pairing.tensors[key] for name, key in found.items()})


def _variables_of(layer: Layer, description: Description, number: int | None, pairing: _Pairing) -> dict[str, str]:
    """The keys of the variables that the layer must have, as far as they are there."""
    found: dict[str, str] = {}
    for variable in description.variables if number is not None else ():
        for path in attribute_paths(layer, variable.name):
            reached = pairing.graph.at(path, number or 0)
            key = "" if reached is None else pairing.graph.objects[reached].variable
            if key in pairing.tensors:
                found.setdefault(variable.name, key)
    return found


def _fits(variable: Variable, found: Mapping[str, str], pairing: _Pairing) -> bool:
    key = found.get(variable.name)
    return key is not None and Named(key, pairing.tensors[key]).fits(variable.shape)


def _all_below(layer: Layer, number: int, at: Address, pairing: _Pairing) -> dict[str, str]:
    """All variables of an object whose class nobody knows, by path; those of its known inner layers are theirs."""
    inner = {pairing.located.numbers.get((*at, place)) for place, _child in layer.children()}
    inner |= {pairing.graph.at(part_path(place), number) for place in layer.parts}
    found: dict[str, str] = {}
    seen = {number, *inner}
    queue: list[tuple[int, tuple[str, ...]]] = [(number, ())]
    for current, path in queue:
        node = pairing.graph.objects[current]
        if node.variable in pairing.tensors:
            found.setdefault("/".join(path), node.variable)
        for name, child in node.children.items():
            if child not in seen and name not in LISTS:
                seen.add(child)
                queue.append((child, (*path, name)))
    return found


def _refusal(
    layer: Layer, missing: list[Variable], found: Mapping[str, str], at: Address, pairing: _Pairing
) -> Finding:
    number = pairing.located.numbers.get(at)
    code = "weights_disagree" if found else "weights_missing"
    if number is None:
        what = "the file has no such layer"
    elif found:
        shapes = (f"{name} {show_shape(pairing.tensors[key].shape)}" for name, key in found.items())
        what = f"the file has {', '.join(shapes)}"
    else:
        there = [name for name in pairing.graph.objects[number].children if name not in LISTS]
        what = f"the file has none of its variables; its object holds {', '.join(there) or 'nothing'}"
    return Finding(
        code,
        Severity.REFUSAL,
        show_address(at),
        f"{layer.class_name}: {what}",
        ", ".join(f"{variable.name} {show_shape(variable.shape)}" for variable in missing),
        OTHER_MODEL,
    )
