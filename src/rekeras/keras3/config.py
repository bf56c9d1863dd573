"""A model as the config JSON of Keras 3.

Source: ``serialize_keras_object`` in ``keras/src/saving/serialization_lib.py`` and the ``get_config`` of the layers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.calls import inbound_nodes, model_tensors
from rekeras.keras3.catalog import catalog
from rekeras.keras3.newer import written_keys
from rekeras.keras3.operations import written_config
from rekeras.keras3.order import operation_order
from rekeras.layers._description import Description

MODEL_MODULES = {"Functional": "keras.src.models.functional", "Sequential": "keras"}

READ_BY_ALL = {"Orthogonal": "OrthogonalInitializer"}
"""Initializers by the alias that every Keras 3 reads; 3.0 to 3.3 do not know the newer name."""


def config_of(
    layer: Layer, description: Description, *, bare: bool = False, beside: Collection[str] = ()
) -> dict[str, Any]:
    """A layer or model with everything inside it, as ``keras.saving.serialize_keras_object`` gives it.

    Args:
        layer: As Keras 3 knows it: its class names and config keys.
        description: What ``describe`` gives for it; shapes of the tensors in its calls are taken from there.
        bare: Whether a single input or output is written as itself, not as a list of one. So it is for Keras 3.4 and
            newer, and in a wrapper or a Sequential model, which take the output of an inner model as it is: there a
            list of one tensor fails since Keras 3.12.
        beside: Names of everything in the same model; an operation has a name of its own only where it must.
    """
    keys = {key: _spelled_for_all(value) for key, value in written_keys(layer).items()}
    if layer.is_operation:
        return _identity(layer) | {"config": written_config(layer, beside)}
    named = {} if layer.code and not layer.code.takes_name else {"name": layer.name}
    config = {**named, **keys, **_parts(layer, description)}
    if layer.graph is not None:
        config |= _functional(layer, description, bare=bare)
    elif layer.class_name == "Sequential":
        inner = [config_of(child, _child(description, child.name), bare=True) for child in layer.layers]
        config |= {"layers": inner}
    built = {"build_config": layer.code.build_config} if layer.code and layer.code.build_config else {}
    return _identity(layer) | {"config": config} | built


def _spelled_for_all(value: Any) -> Any:
    name = value.get("class_name") if isinstance(value, dict) else None
    return {**value, "class_name": READ_BY_ALL[name]} if name in READ_BY_ALL else value


def _identity(layer: Layer) -> dict[str, Any]:
    """Which class it is: one of Keras's own by its module, the user's own by the name it is registered under."""
    name = layer.class_name
    if layer.is_operation:
        return {"module": layer.package, "class_name": name, "registered_name": name}
    if layer.code and layer.code.is_own_class:
        return {"module": layer.code.module, "class_name": name, "registered_name": layer.code.registered_name}
    if layer.package:
        return {"module": None, "class_name": name, "registered_name": f"{layer.package}>{name}"}
    known = catalog().classes.get(name)
    module = known.module if known else MODEL_MODULES.get(name)
    public = known is not None or name == "Sequential"
    return {"module": module, "class_name": name, "registered_name": None if public else name}


def _parts(layer: Layer, description: Description) -> dict[str, Any]:
    """The inner layers, under the config keys that Keras reads them from."""
    parts = {place: config_of(part, _child(description, place), bare=True) for place, part in layer.parts.items()}
    if layer.class_name == "Bidirectional":
        return {"layer": parts["forward_layer"], "backward_layer": parts["backward_layer"]}
    cells = [part for place, part in parts.items() if place.startswith("cells.")]
    single = {place: part for place, part in parts.items() if not place.startswith("cells.")}
    return single | {"cells": cells} if cells else single


def _functional(layer: Layer, description: Description, *, bare: bool) -> dict[str, Any]:
    graph = layer.graph
    assert graph is not None  # noqa: S101 - the caller asked
    by_name: Mapping[str, Layer] = {inner.name: inner for inner in layer.layers}
    order = operation_order(graph)
    operations = {inner.name for inner in layer.layers if inner.is_operation}
    calls = inbound_nodes(graph, order, description.tensors, operations)
    layers = [
        config_of(by_name[name], _child(description, name), beside=order) | {"name": name, "inbound_nodes": calls[name]}
        for name in order
    ]
    return {
        "layers": layers,
        "input_layers": model_tensors(graph.inputs, by_name, graph, bare=bare),
        "output_layers": model_tensors(graph.outputs, by_name, graph, bare=bare),
    }


def _child(description: Description, place: str) -> Description:
    return description.children.get(place, Description())
