"""The variables of a model in the groups of an HDF5 file of Keras 2: one a layer, the variables in its own order.

Source: ``save_weights_to_hdf5_group`` in ``keras/engine/saving.py`` of Keras 2.2.4, and
``tf_keras/saving/legacy/hdf5_format.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rekeras.archive import Layer, Tensor
from rekeras.layers._description import Description, Variable
from rekeras.pairing.slots import Habits, Slot, split


@dataclass(frozen=True)
class Saved:
    """One layer's group: its name, and its variables by the names that they are saved under, in their order."""

    name: str
    variables: Mapping[str, Tensor]


def saved(model: Layer, description: Description) -> Iterator[Saved]:
    """The groups of a model of Keras 2, in the order of ``model.layers``."""
    for layer in model.layers:
        if model.graph is None and layer.class_name == "InputLayer":  # Sequential does not count it among its layers
            continue
        inside = description.children.get(layer.name, Description())
        trainable, rest = split(layer, inside, Slot((), Variable("", None)), Habits())
        variables = {f"{_label(layer, slot)}:0": _tensor(layer, slot) for slot in (*trainable, *rest)}
        yield Saved(layer.name, variables)


def _label(layer: Layer, slot: Slot) -> str:
    return "/".join((layer.name, *slot.address, slot.variable.name))


def _tensor(layer: Layer, slot: Slot) -> Tensor:
    for place in slot.address:
        layer = dict(layer.children())[place]
    return layer.weights[slot.variable.name]
