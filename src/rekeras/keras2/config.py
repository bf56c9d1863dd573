"""A model as the config JSON of Keras 2.

A call is a list of tensors ``[layer, node, tensor, arguments]``; the nodes of an inner model are counted from 1,
because its own creation was the first.

Source: ``get_config`` in ``keras/engine/network.py`` of Keras 2.2.4, ``keras/engine/functional.py`` of Keras 2.15.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef, map_refs, refs_in

CLASSES = {"Functional": "Model"}
"""Models by the name that all versions read."""

MUST_BE_THERE = {"MultiHeadAttention": dict.fromkeys(("query_shape", "key_shape", "value_shape"))}
"""Keys that a class cannot be read without; None leaves the shapes to its first call."""


def config_of(layer: Layer) -> dict[str, Any]:
    """A layer or model of Keras 2 with everything inside it; layers in the order of ``model.layers``."""
    config: dict[str, Any] = {"name": layer.name}
    if layer.graph is not None:
        config |= _functional(layer, layer.graph)
    elif layer.class_name == "Sequential":
        config |= {"layers": [config_of(inner) for inner in layer.layers]}
    else:
        config |= {**layer.config, **_parts(layer), **MUST_BE_THERE.get(layer.class_name, {})}
    return {"class_name": CLASSES.get(layer.class_name, layer.class_name), "config": config}


def _parts(layer: Layer) -> dict[str, Any]:
    parts = {place: config_of(part) for place, part in layer.parts.items()}
    if layer.class_name == "Bidirectional":
        backward = {} if is_mirrored(layer) else {"backward_layer": parts["backward_layer"]}
        return {"layer": parts["forward_layer"], **backward}
    cells = [part for place, part in parts.items() if place.startswith("cells.")]
    return {"cells": cells} if cells else parts


def is_mirrored(layer: Layer) -> bool:
    """Whether the layer backward of a Bidirectional is the one that Keras 2 makes of the other by itself."""
    forward, backward = layer.parts["forward_layer"], layer.parts["backward_layer"]
    turned = {**forward.config, "go_backwards": not forward.config.get("go_backwards", False)}
    return turned == {"go_backwards": False, **backward.config} and not forward.parts


def _functional(layer: Layer, graph: Graph) -> dict[str, Any]:
    by_name = {inner.name: inner for inner in layer.layers}

    def history(ref: TensorRef) -> list[Any]:
        return [ref.layer, ref.node + by_name[ref.layer].is_model, ref.tensor]

    nodes: dict[str, list[Any]] = {name: [] for name in by_name}
    for call in sorted(graph.calls, key=lambda call: call.node):
        if call.layer in nodes:
            nodes[call.layer].append(_node(call, history))
    return {
        "layers": [config_of(by_name[name]) | {"name": name, "inbound_nodes": nodes[name]} for name in by_name],
        "input_layers": [history(ref) for ref in refs_in(graph.inputs)],
        "output_layers": [history(ref) for ref in refs_in(graph.outputs)],
    }


def _node(call: Call, history: Any) -> list[Any]:
    kwargs: Mapping[str, Any] = map_refs(dict(call.kwargs), history)
    return [[*history(ref), dict(kwargs)] for ref in refs_in(call.args)]
