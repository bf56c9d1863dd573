"""The child's side: which variables a layer holds, on which ways, and where Keras saves each of them.

Run inside a child, beside the script that loads it: it holds nothing of rekeras and imports only Keras.
"""

from __future__ import annotations

import math
import os
import tempfile
import warnings
from typing import Any

import h5py
import keras
import numpy as np
from keras.src.models.functional import Functional
from keras.src.utils.naming import to_snake_case


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
        "mask": mask_of(layer),
    }


def mask_of(layer: Any) -> str:
    """What becomes of the mask of the first input: ``none``, ``same``, or ``computed`` by the class itself."""
    if type(layer).compute_mask is not keras.layers.Layer.compute_mask:
        return "computed"
    return "same" if layer.supports_masking else "none"


def object_paths(layer: Any) -> dict[str, str]:
    """The name of each layer inside a layer, by the path at which Keras saves it (``layer``, ``blocks/dense_1``)."""
    found: dict[str, str] = {}
    seen: set[int] = {id(layer)}
    queue: list[tuple[str, Any]] = [("", layer)]
    for path, value in queue:
        is_layer = isinstance(value, keras.layers.Layer)
        for name, inner in sorted(members(value).items(), key=by_name) if is_layer else numbered(value):
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
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of Keras's own saving; the model here is nobody's
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
            queue += [(f"{path}/{name}", inner) for name, inner in members(value).items() if _is_own(name)]
        elif isinstance(value, dict):
            queue += [(f"{path}/{name}", inner) for name, inner in value.items()]
        elif isinstance(value, list | tuple):
            queue += [(f"{path}/{index}", inner) for index, inner in enumerate(value)]
    return {number: path.removeprefix("/") for number, path in found.items()}


KERAS_KEEPS = frozenset(
    {"_layers", "_metrics", "_trainable_variables", "_non_trainable_variables", "_seed_generators", "_losses"}
    | {"_tracker", "_inbound_nodes", "_outbound_nodes", "_functional", "_operations", "_self_tracked_trackables"}
    | {"_modules", "_parameters", "_buffers", "_torch_params"}
)
"""Attributes in which Keras keeps once more what stands in those of the class."""


def members(layer: Any) -> dict[str, Any]:
    """The attributes of a layer; PyTorch keeps layers among them apart."""
    return {**vars(layer).get("_modules", {}), **vars(layer)}


def by_name(member: tuple[str, Any]) -> str:
    """What members are sorted by."""
    return member[0]


def _is_own(name: str) -> bool:
    return not name.startswith("__") and name not in KERAS_KEEPS
