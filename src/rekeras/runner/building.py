"""The child's side: builds one layer as Keras does when it loads a model, and looks at what it made.

Run inside a child, beside the script that loads it: it holds nothing of rekeras and imports only Keras.
"""

from __future__ import annotations

import contextlib
import math
import os
import tempfile
from collections.abc import Iterator
from typing import Any

import h5py
import keras
import numpy as np
from keras.src.models.functional import Functional
from keras.src.utils.naming import to_snake_case


def build(request: dict[str, Any], objects: dict[str, Any]) -> dict[str, Any]:
    """Make a layer of its config, call it on symbolic inputs, and say what it holds and gives.

    Args:
        request: ``config`` as Keras 3 writes it; ``calls``, each with ``args`` and ``kwargs``, where a tensor stands as
            ``{"shape": ..., "dtype": ..., "masked": ...}`` under the key ``__spec__``.
        objects: Classes by the names that the config has for them.
    """
    with created_weights() as created:
        with stage("make"):
            layer = keras.saving.deserialize_keras_object(request["config"], custom_objects=objects, safe_mode=True)
        calls = []
        for call in request["calls"]:
            with stage("call"):
                calls.append(called(layer, call))
    with stage("look"):
        return {"calls": calls, **held(layer, created)}


@contextlib.contextmanager
def stage(name: str) -> Iterator[None]:
    """Notes on an exception while what it was raised."""
    try:
        yield
    except BaseException as error:
        error.rekeras_stage = name  # type: ignore[attr-defined]
        raise


@contextlib.contextmanager
def created_weights() -> Iterator[list[Any]]:
    """Gathers every variable that any layer makes meanwhile, tracked or not."""
    made: list[Any] = []
    original = keras.layers.Layer.add_weight

    def add_weight(self: Any, *args: Any, **kwargs: Any) -> Any:
        variable = original(self, *args, **kwargs)
        made.append((type(self).__name__, self.name, variable))
        return variable

    keras.layers.Layer.add_weight = add_weight
    try:
        yield made
    finally:
        keras.layers.Layer.add_weight = original


def called(layer: Any, call: dict[str, Any]) -> dict[str, Any]:
    """The layer's outputs as data."""
    args = [given(argument) for argument in call["args"]]
    kwargs = {name: given(argument) for name, argument in call["kwargs"].items()}
    outputs = layer(*args, **kwargs)
    return {"outputs": specs(outputs)}


def given(value: Any) -> Any:
    """An argument with symbolic tensors where the request has their shapes."""
    if isinstance(value, dict) and "__spec__" in value:
        spec = value["__spec__"]
        return keras.KerasTensor(tuple(spec["shape"]), dtype=spec["dtype"])
    if isinstance(value, dict):
        return {name: given(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [given(inner) for inner in value]
    return value


def specs(outputs: Any) -> Any:
    """Outputs as shapes and dtypes."""
    if hasattr(outputs, "shape") and hasattr(outputs, "dtype"):
        return {"__spec__": {"shape": list(outputs.shape), "dtype": keras.backend.standardize_dtype(outputs.dtype)}}
    if isinstance(outputs, dict):
        return {str(name): specs(inner) for name, inner in outputs.items()}
    if isinstance(outputs, list | tuple):
        return [specs(inner) for inner in outputs]
    return None


def held(layer: Any, created: list[Any]) -> dict[str, Any]:
    """The variables of a layer in Keras's order, each with its place in a weights file, and what is not tracked."""
    weights = [*layer.trainable_weights, *layer.non_trainable_weights]
    places = saved_places(layer, weights)
    attributes = attribute_paths(layer)
    own = {id(variable) for variable in layer.variables}
    return {
        "variables": [
            {
                "path": variable.path,
                "name": variable.name,
                "attribute": attributes.get(id(variable), ""),
                "places": places.get(index, []),
                "shape": [int(size) for size in variable.shape],
                "dtype": keras.backend.standardize_dtype(variable.dtype),
                "trainable": bool(variable.trainable),
            }
            for index, variable in enumerate(weights)
        ],
        "untracked": [
            {"owner": owner, "layer": name, "name": variable.name, "shape": [int(size) for size in variable.shape]}
            for owner, name, variable in created
            if id(variable) not in own
        ],
        "objects": object_paths(layer),
        "build_config": layer.get_build_config() if isinstance(layer, keras.Model) else None,
        "layer_names": layer_names(layer),
    }


def object_paths(layer: Any) -> dict[str, str]:
    """The name of each layer inside a layer, by the path at which Keras saves it (``layer``, ``blocks/dense_1``)."""
    found: dict[str, str] = {}
    seen: set[int] = {id(layer)}
    queue: list[tuple[str, Any]] = [("", layer)]
    for path, value in queue:
        members = vars(value).items() if isinstance(value, keras.layers.Layer) else numbered(value)
        for name, inner in sorted(members) if isinstance(value, keras.layers.Layer) else members:
            if id(inner) in seen or not _is_own(name):
                continue
            inside = f"{path}/{name}".removeprefix("/")
            if isinstance(inner, keras.layers.Layer):
                found[inside] = inner.name
            if isinstance(inner, keras.layers.Layer | list | tuple | dict):
                seen.add(id(inner))
                queue.append((inside, inner))
    return found


def numbered(container: Any) -> list[tuple[str, Any]]:
    """The members of a list, tuple or dict by the names that Keras gives them in a weights file."""
    counts: dict[str, int] = {}
    names = []
    for member in container.values() if isinstance(container, dict) else container:
        if not isinstance(member, keras.layers.Layer):
            continue
        name = to_snake_case(type(member).__name__)
        counts[name] = counts.get(name, -1) + 1
        names.append((f"{name}_{counts[name]}" if counts[name] else name, member))
    return names


def saved_places(layer: Any, weights: list[Any]) -> dict[int, list[str]]:
    """Where each variable stands in a weights file, found by saving numbers that tell them apart.

    One that two layers share stands there twice.
    """

    class Holder(keras.Model):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.held = layer
            self.built = True

    holder = Holder()
    base = 2 if any(keras.backend.standardize_dtype(one.dtype) == "bool" for one in weights) else 100
    digits = max(1, math.ceil(math.log(max(len(weights), 2) + 1, base)))
    numbers: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.weights.h5")  # noqa: PTH118 - as Keras takes it
        for digit in range(digits):
            for index, variable in enumerate(weights):
                value = (index + 1) // base**digit % base
                variable.assign(np.full(tuple(variable.shape), value, keras.backend.standardize_dtype(variable.dtype)))
            holder.save_weights(path, overwrite=True)
            with h5py.File(path) as file:
                file.visititems(lambda name, item: _note(numbers, name, item))
    found: dict[int, list[str]] = {}
    for name, read in numbers.items():
        index = sum(number * base**digit for digit, number in enumerate(read)) - 1
        if name.startswith("held/") and 0 <= index < len(weights):
            found.setdefault(index, []).append(name.removeprefix("held/"))
    return found


def _note(numbers: dict[str, list[int]], name: str, item: Any) -> None:
    if hasattr(item, "shape") and item.size:
        numbers.setdefault(name, []).append(int(item[()].reshape(-1)[0].astype("int64")))


def attribute_paths(layer: Any) -> dict[int, str]:
    """The attributes on the way to each variable (``blocks/0/kernel``), as object graphs of Keras 2 spell them."""
    found: dict[int, str] = {}
    seen: set[int] = set()
    queue: list[tuple[str, Any]] = [("", layer)]
    for path, value in queue:
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, keras.Variable):
            found.setdefault(id(value), path)
        elif isinstance(value, keras.Sequential | Functional):
            with_weights = [inner for inner in value.layers if inner.weights]
            queue += [(f"{path}/layer_with_weights-{index}", inner) for index, inner in enumerate(with_weights)]
        elif isinstance(value, keras.layers.Layer):
            queue += [(f"{path}/{name}", inner) for name, inner in vars(value).items() if _is_own(name)]
        elif isinstance(value, dict):
            queue += [(f"{path}/{name}", inner) for name, inner in value.items()]
        elif isinstance(value, list | tuple):
            queue += [(f"{path}/{index}", inner) for index, inner in enumerate(value)]
    return {number: path.removeprefix("/") for number, path in found.items()}


KERAS_KEEPS = frozenset(
    {"_layers", "_metrics", "_trainable_variables", "_non_trainable_variables", "_seed_generators", "_losses"}
    | {"_tracker", "_inbound_nodes", "_outbound_nodes", "_functional", "_operations", "_self_tracked_trackables"}
)
"""Attributes in which Keras keeps once more what stands in those of the class."""


def _is_own(name: str) -> bool:
    return not name.startswith("__") and name not in KERAS_KEEPS


def layer_names(layer: Any) -> Any:
    """Names of the layers of a model in the order in which Keras counts them, those of inner models in theirs."""
    if isinstance(layer, keras.Sequential) or getattr(layer, "_functional", None) or hasattr(layer, "input_names"):
        return [[inner.name, layer_names(inner)] for inner in layer.layers]
    return []


def order_of(config: dict[str, Any], objects: dict[str, Any]) -> dict[str, Any]:
    """Load a whole model's config, and say in which order Keras counts its layers."""
    with stage("load"):
        model = keras.saving.deserialize_keras_object(config, custom_objects=objects, safe_mode=True)
    return {"layer_names": layer_names(model), "parameters": int(model.count_params())}
