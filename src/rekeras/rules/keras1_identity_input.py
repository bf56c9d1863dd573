"""A layer of Keras 1 that gives its very input took over the name of the model's input.

`Activation("linear")` and `ActivityRegularization` give the tensor they get, and the last layer that gave a tensor
counted as its origin: the file names that layer as the input of the model.

Symptom: Output with path `0` is not connected to `inputs`
https://github.com/keras-team/keras/blob/1.2.2/keras/engine/topology.py (`Layer.__call__`)

Before: "input_layers": [["activation_1", 0, 0]]
After: "input_layers": [["input_1", 0, 0]]
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Graph, Layer, TensorRef, map_refs
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="2.0", safety=Safety.LOSSLESS)


@rule.in_context("Model", "Functional", "Graph")
def name_input(layer: Layer, context: Context) -> Layer | None:
    if not (0,) <= context.source.version < (2,) or layer.graph is None:
        return None
    layers, graph = {inner.name: inner for inner in layer.layers}, layer.graph
    inputs = map_refs(graph.inputs, lambda ref: _origin(ref, layers, graph))
    return replace(layer, graph=replace(graph, inputs=inputs)) if inputs != graph.inputs else None


def _origin(ref: TensorRef, layers: dict[str, Layer], graph: Graph) -> TensorRef:
    """The tensor that layers which change nothing were called on."""
    for call in reversed(graph.calls):
        given = call.args[0] if call.args else None
        same = call.layer == ref.layer and call.node == ref.node
        if same and isinstance(given, TensorRef) and _changes_nothing(layers[ref.layer]):
            ref = given
    return ref


def _changes_nothing(layer: Layer) -> bool:
    if layer.class_name == "Activation":
        return bool(layer.config.get("activation") == "linear")
    return layer.class_name == "ActivityRegularization"
