"""Inner models written out: their layers and calls in the graph of the outer model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from rekeras.archive import Call, Graph, Layer, TensorRef, map_refs, refs_in

START = "(inputs)"


def as_functional(model: Layer) -> Layer:
    """A Sequential model as the graph that it is; what it is called on is named ``START`` where it does not say it."""
    if model.graph is not None or not model.layers:
        return model
    layers = model.layers
    if layers[0].class_name != "InputLayer":
        layers = (Layer("InputLayer", START), *layers)
    calls = tuple(Call(layer.name, 0, (TensorRef(before.name),)) for before, layer in pairwise(layers))
    graph = Graph(calls, TensorRef(layers[0].name), TensorRef(layers[-1].name))
    return replace(model, class_name="Functional", layers=layers, graph=graph)


def can_be_inlined(inner: Layer, model: Layer) -> bool:
    """Whether the calls of an inner model say all: tensors in a list at most, and no other arguments."""
    graph = as_functional(inner).graph
    calls = [call for call in model.graph.calls if call.layer == inner.name] if model.graph else []
    lists = (TensorRef, list, tuple)
    return graph is not None and all(
        isinstance(graph.inputs, lists)
        and isinstance(graph.outputs, lists)
        and len(call.args) == 1
        and isinstance(call.args[0], lists)
        and not call.kwargs
        for call in calls
    )


def inlined(model: Layer, name: str) -> Layer:
    """The model with one of its inner models written out."""
    assert model.graph is not None  # noqa: S101 - the caller asked
    inner = as_functional(next(layer for layer in model.layers if layer.name == name))
    assert inner.graph is not None  # noqa: S101 - see can_be_inlined
    inputs = {ref.layer for ref in refs_in(inner.graph.inputs)}
    new_names = _new_names(model, inner, inputs)
    found: dict[TensorRef, TensorRef] = {}
    calls: list[Call] = []
    for call in model.graph.calls:
        if call.layer != name:
            calls.append(_on(call, found))
            continue
        calls += _inner_calls(_on(call, found), inner.graph, new_names, found)
    layers = [
        new
        for layer in model.layers
        for new in (
            [replace(each, name=new_names[each.name]) for each in inner.layers if each.name not in inputs]
            if layer.name == name
            else [layer]
        )
    ]
    outputs = map_refs(model.graph.outputs, lambda ref: found.get(ref, ref))
    return replace(model, layers=tuple(layers), graph=replace(model.graph, calls=tuple(calls), outputs=outputs))


def _inner_calls(
    outer: Call, graph: Graph, new_names: Mapping[str, str], found: dict[TensorRef, TensorRef]
) -> list[Call]:
    """The calls behind one call of the model; what its outputs are is noted in ``found``."""
    here: dict[TensorRef, TensorRef] = dict(zip(refs_in(graph.inputs), refs_in(outer.args), strict=True))
    nodes = {name: sum(call.layer == name for call in graph.calls) for name in new_names}

    def moved(ref: TensorRef) -> TensorRef:
        if ref in here:
            return here[ref]
        return TensorRef(new_names[ref.layer], outer.node * nodes[ref.layer] + ref.node, ref.tensor)

    for index, ref in enumerate(refs_in(graph.outputs)):
        found[TensorRef(outer.layer, outer.node, index)] = moved(ref)
    return [
        Call(
            new_names[call.layer],
            outer.node * nodes[call.layer] + call.node,
            map_refs(call.args, moved),
            map_refs(dict(call.kwargs), moved),
        )
        for call in graph.calls
    ]


def _on(call: Call, found: Mapping[TensorRef, TensorRef]) -> Call:
    def new(ref: TensorRef) -> TensorRef:
        return found.get(ref, ref)

    return replace(call, args=map_refs(call.args, new), kwargs=map_refs(dict(call.kwargs), new))


def _new_names(model: Layer, inner: Layer, inputs: set[str]) -> dict[str, str]:
    """Names for the inner layers: their own where nobody else has them."""
    taken = {layer.name for layer in model.layers}
    names: dict[str, str] = {}
    for layer in inner.layers:
        if layer.name in inputs:
            continue
        name = layer.name if layer.name not in taken else f"{inner.name}_{layer.name}"
        while name in taken:
            name += "_"
        names[layer.name] = name
        taken.add(name)
    return names
