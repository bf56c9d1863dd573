"""Keras 1 took a layer that gives its very input for the model's input, and wrote that layer down.

A tensor knew the layer that gave it last: after Activation("linear") or Dropout(0) on an Input, that was no Input.

Symptom: Graph disconnected: cannot find parent for tensor
https://github.com/keras-team/keras/blob/1.2.2/keras/engine/topology.py (`Layer.create_node`)

Before: input_layers=[["dropout", 0, 0]]
After: input_layers=[["input", 0, 0]]
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer, TensorRef, map_refs, refs_in
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.0", safety=Safety.LOSSLESS)


@rule.on("Functional", "Model")
def name_inputs(layer: Layer) -> Layer | None:
    graph = layer.graph
    if graph is None:
        return None
    layers = {inner.name: inner for inner in layer.layers}
    calls = {TensorRef(call.layer, call.node): call for call in graph.calls}

    def given_to(ref: TensorRef) -> TensorRef:
        """The Input at the beginning of a line of layers that give what they get."""
        start = ref
        while start in calls and _gives_what_it_gets(layers[start.layer]):
            (start,) = refs_in(calls[start].args)
        return start if layers[start.layer].class_name == "InputLayer" else ref

    inputs = map_refs(graph.inputs, given_to)
    return None if inputs == graph.inputs else replace(layer, graph=replace(graph, inputs=inputs))


def _gives_what_it_gets(layer: Layer) -> bool:
    """Whether it gave the very tensor that it got, not one with the same numbers."""
    config = layer.config
    if layer.class_name == "Activation":
        return config.get("activation") == "linear"
    if layer.class_name == "Dropout":
        return not config.get("rate", config.get("p", 1.0))
    return layer.class_name == "ActivityRegularization"
