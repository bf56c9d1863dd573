"""The variables that training changed, in each order in which some version would have listed them.

An optimizer keeps its variables in the order of the model's ``trainable_weights`` when it was compiled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rekeras.archive import Layer, Tensor
from rekeras.layers._description import Description, Variable
from rekeras.pairing.slots import Habits, Slot, split


@dataclass(frozen=True)
class Trained:
    """One variable that training changed.

    Attributes:
        place: Where it stands (``dense / kernel``), as ``Archive.tensors`` has it.
        tensor: Its numbers.
    """

    place: str
    tensor: Tensor

    @property
    def name(self) -> str:
        """What the file calls it, with the groups it stands in, without the ``:0`` of TensorFlow."""
        return self.tensor.origins[0].removesuffix(":0") if self.tensor.origins else self.place


def trained_orders(model: Layer, description: Description, tensors: dict[str, Tensor]) -> list[tuple[Trained, ...]]:
    """Every order in which some version would have listed what is trained, the likeliest first, each once.

    Args:
        model: As it was read.
        description: What ``describe`` gives for it.
        tensors: Its tensors, by place.
    """
    found: dict[tuple[str, ...], tuple[Trained, ...]] = {}
    for listed in _listed(model, description):
        trained = tuple(Trained(place, tensors[place]) for place in map(_place, listed) if place in tensors)
        for order in (trained, _by_name(trained)):
            found.setdefault(tuple(one.place for one in order), order)
    return list(found.values())


def _listed(model: Layer, description: Description) -> Iterator[tuple[Slot, ...]]:
    for habits in (Habits(), Habits(flags=False)):
        yield split(model, description, Slot((), Variable("", None)), habits)[0]


def _place(slot: Slot) -> str:
    return " / ".join((*slot.address, slot.variable.name))


def _by_name(trained: tuple[Trained, ...]) -> tuple[Trained, ...]:
    """Keras 1 sorted them by the name of the variable, which is the last component in its files."""
    return tuple(sorted(trained, key=lambda one: one.name.rpartition("/")[2]))
