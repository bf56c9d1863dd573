"""Saved models of Keras 2 hold layers only: operations become the layers that compute the same."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.downgrades._downgrade import Downgrade

downgrade = Downgrade(__name__)

MERGING = ("Add", "Subtract", "Multiply", "Maximum", "Minimum")
ACTIVATIONS = {
    "Relu": "relu",
    "Sigmoid": "sigmoid",
    "Tanh": "tanh",
    "Exp": "exponential",
    "Softplus": "softplus",
    "Softsign": "softsign",
    "Elu": "elu",
    "Selu": "selu",
    "Silu": "silu",
}


@downgrade.on("Functional")
def layers_for_operations(layer: Layer) -> Layer:
    graph = layer.graph
    if graph is None or not any(inner.is_operation for inner in layer.layers):
        return layer
    calls = {call.layer: call for call in graph.calls}
    made = {inner.name: _as_layer(inner, calls[inner.name]) for inner in layer.layers if inner.name in calls}
    layers = tuple(made.get(inner.name) or inner for inner in layer.layers)
    changed = tuple(_on_a_list(call) if _is_merged(made.get(call.layer)) else call for call in graph.calls)
    return replace(layer, layers=layers, graph=Graph(changed, graph.inputs, graph.outputs))


def _as_layer(inner: Layer, call: Call) -> Layer | None:
    """The layer for an operation; None where there is none."""
    if not inner.is_operation or call.kwargs:
        return None
    tensors = all(isinstance(arg, TensorRef) for arg in call.args)
    config = {key: value for key, value in inner.config.items() if value is not None}
    if inner.class_name in MERGING and len(call.args) == 2 and tensors and not config:
        return Layer(inner.class_name, inner.name)
    if inner.class_name == "Concatenate" and len(call.args) == 1 and set(config) <= {"axis"}:
        return Layer("Concatenate", inner.name, {"axis": config.get("axis", 0)})
    if inner.class_name in ACTIVATIONS and len(call.args) == 1 and tensors and not _told(inner):
        return Layer("Activation", inner.name, {"activation": ACTIVATIONS[inner.class_name]})
    return None


def _told(inner: Layer) -> bool:
    return any(value not in (None, 1.0) for value in inner.config.values())


def _is_merged(layer: Layer | None) -> bool:
    return layer is not None and layer.class_name in MERGING and not layer.is_operation


def _on_a_list(call: Call) -> Call:
    return call if len(call.args) == 1 else replace(call, args=(list(call.args),))
