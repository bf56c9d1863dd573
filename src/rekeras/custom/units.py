"""Which layers of a model need code, and what is built in one piece with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rekeras.archive import Address, Layer, walk
from rekeras.keras3.catalog import catalog
from rekeras.keras3.strangers import OPERATION_LAYERS, TRAINING_LAYERS, WITHOUT_LAYERS
from rekeras.pairing.layer import is_known

NO_LAYERS = OPERATION_LAYERS | TRAINING_LAYERS | WITHOUT_LAYERS


def is_foreign(layer: Layer) -> bool:
    """Whether nobody but its author knows the class."""
    if layer.class_name in NO_LAYERS or layer.is_operation:
        return False
    return not is_known(layer) and (bool(layer.package) or layer.class_name not in catalog().classes)


def needs_code(layer: Layer) -> bool:
    """Whether its class is somebody's own, found or not."""
    return bool(layer.code and layer.code.is_own_class) or is_foreign(layer)


@dataclass(frozen=True)
class Unit:
    """A layer of a model that is of a class of somebody's own, or holds one: built as a whole.

    Attributes:
        address: Where it stands.
        layer: It, with everything inside.
    """

    address: Address
    layer: Layer


def units(model: Layer, needs_code: Callable[[Layer], bool], address: Address = ()) -> Iterator[Unit]:
    """The outermost layers that need code; models of Keras's own are looked into."""
    if model.is_model and not needs_code(model):
        for child in model.layers:
            yield from units(child, needs_code, (*address, child.name))
    elif any(needs_code(layer) for _address, layer in walk(model)):
        yield Unit(address, model)
