"""The order in which Keras 3 lists ``model.trainable_variables``, by which its optimizers keep their own.

Source: ``Layer.variables`` and ``Layer.trainable_variables`` in ``keras/src/layers/layer.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rekeras.archive import Address, Layer, Tensor
from rekeras.keras3.order import loaded_layers
from rekeras.layers._description import Description


@dataclass(frozen=True)
class Trainable:
    """A variable that Keras 3 trains: where it stands, and its numbers."""

    address: Address
    name: str
    tensor: Tensor

    @property
    def place(self) -> str:
        """As ``Archive.tensors`` has it: ``dense / kernel``."""
        return " / ".join((*self.address, self.name))


def trainables(model: Layer, description: Description) -> tuple[Trainable, ...]:
    """What Keras 3 trains of a model, in its order.

    Args:
        model: As it is written.
        description: What ``describe`` gives for it.
    """
    return tuple(_in(model, description, ()))


def _in(layer: Layer, description: Description, address: Address) -> Iterator[Trainable]:
    if layer.config.get("trainable", True) is False:
        return
    for variable in description.variables:
        if variable.trainable and (tensor := layer.weights.get(variable.name)) is not None:
            yield Trainable(address, variable.name, tensor)
    for place, part in layer.parts.items():
        yield from _in(part, description.children.get(place, Description()), (*address, place))
    for child in loaded_layers(layer) if layer.is_model else ():
        yield from _in(child, description.children.get(child.name, Description()), (*address, child.name))
