"""The order of ``model.layers`` after Keras 3 has loaded a model; the weights file counts layers in that order.

Source: ``map_graph`` in ``keras/src/ops/function.py``, ``Sequential.layers`` in ``keras/src/models/sequential.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef

Node = tuple[str, int]
"""One call of a layer: the layer's name and which of its calls."""


def loaded_layers(model: Layer) -> tuple[Layer, ...]:
    """The layers of a model in the order of ``model.layers``.

    Layers that feed no output are not among them, nor are operations.
    """
    if model.graph is None:
        starts_with_input = bool(model.layers) and model.layers[0].class_name == "InputLayer"
        return model.layers[1:] if starts_with_input else model.layers
    by_name = {layer.name: layer for layer in model.layers}
    ordered = (by_name[name] for name in operation_order(model.graph))
    return tuple(layer for layer in ordered if not layer.is_operation)


def operation_order(graph: Graph) -> tuple[str, ...]:
    """Names of the layers of a graph by depth, the farthest from the outputs first, then in the order of discovery."""
    nodes, discovered = _discover(graph)
    depths = _depths(nodes)
    for ref in refs_sorted(graph.inputs):
        if ref.layer not in depths:  # an input that no output depends on
            depths[ref.layer], discovered[ref.layer] = 0, -1
    return tuple(sorted(depths, key=lambda name: (-depths[name], discovered[name])))


def refs_sorted(structure: Any) -> Iterator[TensorRef]:
    """The refs of a structure as Keras flattens it: dicts by their sorted keys."""
    if isinstance(structure, TensorRef):
        yield structure
    elif isinstance(structure, Mapping):
        for key in sorted(structure):
            yield from refs_sorted(structure[key])
    elif isinstance(structure, list | tuple):
        for value in structure:
            yield from refs_sorted(value)


def _parents(call: Call | None) -> list[Node]:
    refs = refs_sorted((call.args, call.kwargs)) if call else ()
    return [(ref.layer, ref.node) for ref in refs]


def _discover(graph: Graph) -> tuple[dict[Node, list[Node]], dict[str, int]]:
    """Every node that feeds an output, each after its parents, with them; and when each layer was first met."""
    calls = {(call.layer, call.node): call for call in graph.calls}
    finished: dict[Node, list[Node]] = {}
    discovered: dict[str, int] = {}
    for output in refs_sorted(graph.outputs):
        pending = [((output.layer, output.node), False)]
        while pending:
            node, parents_done = pending.pop()
            if node in finished:
                continue
            parents = _parents(calls.get(node))
            if parents_done:
                finished[node] = parents
                continue
            discovered.setdefault(node[0], len(discovered))
            pending.append((node, True))
            pending.extend((parent, False) for parent in reversed(parents))
    return finished, discovered


def _depths(nodes: Mapping[Node, list[Node]]) -> dict[str, int]:
    """How many calls lie between each layer and the outputs, counted at its deepest call."""
    of_node: dict[Node, int] = {}
    of_layer: dict[str, int] = {}
    for node in reversed(tuple(nodes)):
        depth = max(of_node.get(node, 0), of_layer.get(node[0], 0))
        of_node[node] = of_layer[node[0]] = depth
        for parent in nodes[node]:
            of_node[parent] = max(depth + 1, of_node.get(parent, 0))
    return of_layer
