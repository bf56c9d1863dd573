"""Which object of an object graph is which layer of a model, by walking both together from the outermost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rekeras.archive import Address, Layer, show_address
from rekeras.containers.object_graph import ROOT, ObjectGraph
from rekeras.pairing.attributes import part_path
from rekeras.records import Finding, Severity

NUMBERED = re.compile(r"layer-(\d+)")
OTHER_MODEL = "Architecture and weights are not of the same model; use the pair that was saved together."


@dataclass(frozen=True)
class Located:
    """The object of each layer, by the layer's address; layers that have none are left out."""

    numbers: Mapping[Address, int]
    findings: tuple[Finding, ...] = ()


@dataclass
class _Walk:
    graph: ObjectGraph
    layer_names: Mapping[int, str]
    numbers: dict[Address, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def has_layers(graph: ObjectGraph, number: int) -> bool:
    """Whether an object holds layers as Keras's models do."""
    return any(NUMBERED.fullmatch(name) for name in graph.objects[number].children)


def locate(model: Layer, graph: ObjectGraph, layer_names: Mapping[int, str], root: int = ROOT) -> Located:
    """Find the object of every layer.

    Args:
        model: The outermost model.
        graph: Which object holds which other.
        layer_names: What Keras calls an object that is a layer, where the file says so; otherwise the layers of a
            model are taken in order, as Keras itself does.
        root: The object that is the model.
    """
    walk = _Walk(graph, layer_names)
    _locate(model, root, (), walk)
    return Located(walk.numbers, tuple(walk.findings))


def _locate(layer: Layer, number: int, at: Address, walk: _Walk) -> None:
    walk.numbers[at] = number
    for place, part in layer.parts.items():
        found = walk.graph.at(part_path(place), number)
        if found is not None:
            _locate(part, found, (*at, place), walk)
    numbers = _layers_of(layer, number, at, walk)
    for inner in layer.layers:
        if inner.name in numbers:
            _locate(inner, numbers[inner.name], (*at, inner.name), walk)


def _layers_of(layer: Layer, number: int, at: Address, walk: _Walk) -> dict[str, int]:
    """The objects of the layers of a model, by layer name."""
    if not layer.layers:
        return {}
    numbers = list(layer_objects(walk.graph, number))
    if any(each in walk.layer_names for each in numbers):
        return {walk.layer_names[each]: each for each in numbers if each in walk.layer_names}
    names = [inner.name for inner in layer.layers]
    if layer.class_name == "Sequential":  # newer versions write its input and do not count it, 2.0 the other way round
        if len(names) == len(numbers) + 1 and layer.layers[0].class_name == "InputLayer":
            names = names[1:]
        elif len(numbers) == len(names) + 1 and not walk.graph.objects[numbers[0]].children:
            numbers = numbers[1:]
    if len(names) != len(numbers):
        walk.findings.append(_other_count(len(names), len(numbers), at))
        return {}
    return dict(zip(names, numbers, strict=True))


def layer_objects(graph: ObjectGraph, number: int) -> tuple[int, ...]:
    """The objects of the layers of a model, in the order of the model."""
    children = graph.objects[number].children
    indices = {int(match[1]): child for name, child in children.items() if (match := NUMBERED.fullmatch(name))}
    return tuple(child for _index, child in sorted(indices.items()))


def _other_count(layers: int, objects: int, at: Address) -> Finding:
    return Finding(
        "weights_disagree",
        Severity.REFUSAL,
        show_address(at),
        f"the checkpoint is of a model with {objects} layers",
        f"{layers} layer{'s' if layers != 1 else ''}, as the architecture has",
        OTHER_MODEL,
    )
