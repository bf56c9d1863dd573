"""Where each variable of a model stands inside Keras 3's weights file.

Keras walks the loaded model by its attributes; members of a list are named by class and counted. The variables of one
object are ``vars/0``, ``vars/1`` …, those that training changes first.

Source: ``_save_state``, ``_save_container_state`` in ``keras/src/saving/saving_lib.py``, ``Layer.save_own_variables``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rekeras.archive import Address, Layer, Tensor
from rekeras.keras3.catalog import catalog
from rekeras.keras3.naming import numbered
from rekeras.keras3.order import loaded_layers

SUBLAYER_NAMES = {
    "query_dense": "query",
    "key_dense": "key",
    "value_dense": "value",
    "output_dense": "attention_output",
}
"""Attributes of MultiHeadAttention, by which its file is laid out, and the names of the layers they hold."""


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

    def place(self, variable: str) -> str:
        """The full place of a variable: ``layers/dense/vars/0``."""
        return "/".join(filter(None, (self.path, "vars", variable)))


def groups(layer: Layer, path: str = "", address: Address = ()) -> Iterator[Group]:
    """Every object of a model that Keras 3 saves, the model itself first."""
    yield from _own_groups(layer, path, address)
    for place, part in layer.parts.items():
        yield from groups(part, _join(path, _part_path(layer, place)), (*address, place))
    inner = loaded_layers(layer) if layer.is_model else ()
    for name, child in zip(numbered(child.class_name for child in inner), inner, strict=True):
        yield from groups(child, _join(path, f"layers/{name}"), (*address, child.name))


def unreached(layer: Layer, address: Address = ()) -> Iterator[Address]:
    """Addresses of layers that feed no output of their model; Keras 3 forgets them while it loads it."""
    if layer.graph is not None:
        loaded = {child.name for child in loaded_layers(layer)}
        yield from ((*address, child.name) for child in layer.layers if child.name not in loaded)
    for place, child in layer.children():
        yield from unreached(child, (*address, place))


def _own_groups(layer: Layer, path: str, address: Address) -> Iterator[Group]:
    """The object itself and those that it makes for itself, such as the cell of an LSTM."""
    known = None if layer.package else catalog().classes.get(layer.class_name)
    if known is None:
        yield Group(path, layer.name, _counted(layer.weights.values()), address)
        return
    if "" not in known.variables:
        yield Group(path, layer.name, {}, address)
    for inner, names in known.variables.items():
        present = [layer.weights[weight] for name in names if (weight := weight_name(inner, name)) in layer.weights]
        yield Group(_join(path, inner), inner.rpartition("/")[2] or layer.name, _counted(present), address)


def weight_name(inner: str, variable: str) -> str:
    """What a layer's ``weights`` call a variable of an object that the layer makes for itself."""
    return f"{SUBLAYER_NAMES[inner]}/{variable}" if inner in SUBLAYER_NAMES else variable


def _counted(tensors: Iterable[Tensor]) -> dict[str, Tensor]:
    return {str(index): tensor for index, tensor in enumerate(tensors)}


def _part_path(layer: Layer, place: str) -> str:
    if not place.startswith("cells."):
        return place
    cells = [part for part in layer.parts if part.startswith("cells.")]
    names = numbered(layer.parts[part].class_name for part in cells)
    return f"cells/{names[cells.index(place)]}"


def _join(*parts: str) -> str:
    return "/".join(filter(None, parts))
