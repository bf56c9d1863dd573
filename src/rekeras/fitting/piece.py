"""The two sides: layers of an architecture that need weights, and what a file holds for one layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rekeras.archive import Address, Layer, show_address
from rekeras.layers._description import Description, Shape, Variable
from rekeras.pairing.groups import Named
from rekeras.pairing.layer import is_known
from rekeras.pairing.slots import Slot, inner_layers, orders


@dataclass(frozen=True, eq=False)
class Place:
    """A layer of the architecture that has variables, with all that is inside it.

    Attributes:
        address: Where it stands in the architecture.
        layer: The layer; its weights are those that the architecture came with, if any.
        description: Which variables it has.
    """

    address: Address
    layer: Layer
    description: Description

    @property
    def name(self) -> str:
        """The layer's own name."""
        return self.layer.name

    @property
    def where(self) -> str:
        """Its address as people read it."""
        return show_address(self.address)

    @property
    def is_custom(self) -> bool:
        """Whether nobody knows the class, or that of a layer inside it."""
        return any(not is_known(layer) for _address, layer in inner_layers(self.layer))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Its variables in the order in which Keras lists them."""
        return orders(self.layer, self.description)[0]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of its variables."""
        return tuple(slot.shape for slot in self.slots)

    @property
    def has_values(self) -> bool:
        """Whether the architecture came with weights for all of its variables."""
        return _count(self.layer) == len(self.slots)


@dataclass(frozen=True, eq=False)
class Piece:
    """What the file holds for one layer.

    Attributes:
        name: What the file calls the layer.
        entries: Its tensors in the order of the file.
        class_name: Its class, where the file says it.
        series: Pieces of one series stand in the order of the model; of different series, nobody knows.
        path: Where it stands in the file, where that is not told by its name.
    """

    name: str
    entries: tuple[Named, ...]
    class_name: str = ""
    series: str = ""
    path: str = ""

    @property
    def label(self) -> str:
        """The name of the layer alone, without those of the models that it stands in."""
        return self.name.rpartition(" / ")[2]

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """The shapes of its tensors."""
        return tuple(entry.tensor.shape for entry in self.entries)


def places(model: Layer, description: Description, *, flat: bool = False) -> tuple[Place, ...]:
    """The layers of a model that have variables, in order.

    Args:
        model: The outermost model.
        description: What ``describe`` says of it.
        flat: Whether the layers of inner models count, instead of these models.
    """
    return tuple(place for place in _places(model, description, (), flat=flat) if place.slots)


def _places(model: Layer, description: Description, at: Address, *, flat: bool) -> Iterator[Place]:
    for layer in model.layers:
        below, address = description.children.get(layer.name, Description()), (*at, layer.name)
        if flat and layer.is_model:
            yield from _places(layer, below, address, flat=True)
        else:
            yield Place(address, layer, with_own_variables(layer, below))


def with_own_variables(layer: Layer, description: Description) -> Description:
    """The description, in which classes that nobody knows have the variables that the architecture came with."""
    if not is_known(layer):  # they stand under the class as a whole, those of its inner layers too
        own = tuple(Variable(name, tensor.shape) for name, tensor in layer.weights.items())
        return replace(description, variables=own, children={})
    children = {place: with_own_variables(child, _child(description, place)) for place, child in layer.children()}
    return replace(description, children={**description.children, **children})


def _child(description: Description, place: str) -> Description:
    return description.children.get(place, Description())


def _count(layer: Layer) -> int:
    return len(layer.weights) + sum(_count(child) for _place, child in layer.children())


def replaced_at(model: Layer, address: Address, layer: Layer) -> Layer:
    """The model with another layer at an address."""
    if not address:
        return layer
    first, *rest = address
    return model.map_children(lambda place, child: replaced_at(child, tuple(rest), layer) if place == first else child)


def layer_at(model: Layer, address: Address) -> Layer | None:
    """The layer at an address; None where there is none."""
    for place in address:
        found = dict(model.children()).get(place)
        if found is None:
            return None
        model = found
    return model
