"""Where each variable of a model stands inside Keras 3's weights file.

Keras walks the loaded model by its attributes; members of a list are named by class and counted. The variables of one
object are ``vars/0``, ``vars/1`` …, those that training changes first.

Source: ``_save_state``, ``_save_container_state`` in ``keras/src/saving/saving_lib.py``, ``Layer.save_own_variables``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rekeras.archive import Address, Code, Layer, Tensor
from rekeras.keras3.catalog import catalog
from rekeras.keras3.naming import numbered, to_snake_case
from rekeras.keras3.order import loaded_layers, operation_order

SUBLAYER_NAMES = {
    "query_dense": "query",
    "key_dense": "key",
    "value_dense": "value",
    "output_dense": "attention_output",
    "_query_dense": "query",
    "_key_dense": "key",
    "_value_dense": "value",
    "_gate_dense": "gate",
    "_output_dense": "attention_output",
}
"""Attributes of attention layers, by which their files are laid out, and the names of the layers they hold."""

KERAS_2_NAMES = {
    ("DepthwiseConv1D", "kernel"): "depthwise_kernel",
    ("DepthwiseConv2D", "kernel"): "depthwise_kernel",
}
"""Variables whose name changed, by class and the name in Keras 3."""

IDF_WEIGHTS = "idf_weights"
"""The weights of a vocabulary; saved by this name and not by number, by TextVectorization twice."""


@dataclass(frozen=True)
class Group:
    """One object in the weights file.

    Attributes:
        path: Its path; empty for the whole model.
        name: The name Keras notes in the file; for people who look into it.
        variables: Its variables by the name they have in its group.
        address: The layer they come from.
    """

    path: str
    name: str
    variables: dict[str, Tensor]
    address: Address

    @property
    def vars_path(self) -> str:
        """Where its variables stand: ``layers/dense/vars``."""
        return _join(self.path, "vars")


def groups(layer: Layer, path: str = "", address: Address = ()) -> Iterator[Group]:
    """Every object of a model that Keras 3 saves, the model itself first."""
    yield from own_groups(layer, path, address)
    for place, part in layer.parts.items():
        if (below := part_path(layer, place)) is not None:
            yield from groups(part, _join(path, below), (*address, place))
    inner = loaded_layers(layer) if layer.is_model else ()
    for name, child in zip(numbered(child.class_name for child in inner), inner, strict=True):
        yield from groups(child, _join(path, f"layers/{name}"), (*address, child.name))


def unreached(layer: Layer, address: Address = ()) -> Iterator[Address]:
    """Addresses of layers that feed no output of their model; Keras 3 forgets them while it loads it."""
    if layer.graph is not None:
        loaded = set(operation_order(layer.graph))
        yield from ((*address, child.name) for child in layer.layers if child.name not in loaded)
    for place, child in layer.children():
        yield from unreached(child, (*address, place))


def own_groups(layer: Layer, path: str = "", address: Address = ()) -> Iterator[Group]:
    """The object itself and those that it makes for itself, such as the cell of an LSTM."""
    if layer.code and layer.code.is_own_class:
        yield from _groups_of_code(layer, layer.code, path, address)
        return
    known = None if layer.package else catalog().classes.get(layer.class_name)
    variables = known.variables if known else {"": tuple(layer.weights)}
    vocabulary = {name: tensor for name, tensor in layer.weights.items() if name == IDF_WEIGHTS}
    yield Group(path, layer.name, _present(layer, "", variables.get("", ())) | vocabulary, address)
    if vocabulary and layer.class_name == "TextVectorization":
        yield Group(_join(path, "_lookup_layer"), "string_lookup", vocabulary, address)
    for inner, names in variables.items():
        if inner and (present := _present(layer, inner, names)):
            yield Group(_join(path, inner), _inner_name(layer, inner), present, address)


def _groups_of_code(layer: Layer, code: Code, path: str, address: Address) -> Iterator[Group]:
    """The objects of a class of somebody's own, where Keras 3 saved them when it built one."""
    found: dict[str, dict[str, Tensor]] = {"": {}}
    for name, tensor in layer.weights.items():
        inner, _, key = code.places[name].rpartition("/")
        found.setdefault(inner.removesuffix("vars").removesuffix("/"), {})[key] = tensor
    for inner, variables in found.items():
        yield Group(_join(path, inner), inner.rpartition("/")[2] or layer.name, variables, address)


def _inner_name(layer: Layer, inner: str) -> str:
    """The name that such an object gets from Keras: ``query``, ``lstm_cell``, ``conv_lstm_cell``."""
    family = re.sub(r"\d?D?$", "", layer.class_name)
    return SUBLAYER_NAMES.get(inner) or f"{to_snake_case(family)}_{inner}"


def _present(layer: Layer, inner: str, names: Iterable[str]) -> dict[str, Tensor]:
    """The variables that this layer has of all that its class can have, counted."""
    found = (_variable(layer, inner, name) for name in names)
    return {str(index): tensor for index, tensor in enumerate(tensor for tensor in found if tensor is not None)}


def _variable(layer: Layer, inner: str, name: str) -> Tensor | None:
    if inner in SUBLAYER_NAMES:
        return layer.weights.get(f"{SUBLAYER_NAMES[inner]}/{name}")
    if layer.class_name == "SpectralNormalization" and name == "kernel":
        wrapped = layer.parts["layer"].weights  # Keras saves the kernel with the wrapper and with the layer
        return wrapped.get("kernel", wrapped.get("embeddings"))
    return layer.weights.get(KERAS_2_NAMES.get((layer.class_name, name), name))


def part_path(layer: Layer, place: str) -> str | None:
    """Where a part stands below its layer; None for one that a class of somebody's own keeps in no attribute."""
    if layer.code and layer.code.is_own_class:
        return layer.code.parts.get(place)
    if not place.startswith("cells."):
        return place
    cells = [part for part in layer.parts if part.startswith("cells.")]
    names = numbered(layer.parts[part].class_name for part in cells)
    return f"cells/{names[cells.index(place)]}"


def _join(*parts: str) -> str:
    return "/".join(filter(None, parts))
