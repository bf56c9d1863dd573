"""The variables that a layer must have, in each order in which some version of Keras listed them.

``layer.weights`` is the trainable variables, then the others, as the layer was when it was saved: freezing an inner
layer moves its kernels behind the others. Versions differ in how models and wrappers gather this from inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rekeras.archive import Address, Layer
from rekeras.layers._description import Description, Shape, Variable


@dataclass(frozen=True)
class Slot:
    """One variable that must be found in the file.

    Attributes:
        address: Where its layer stands inside the layer whose list is read.
        variable: What Keras calls it, and its shape.
        labels: Names of the layers on the way there, which may stand in the tensor's name.
        owner: Name of the innermost of these that stands in a model; empty where there is no model on the way.
    """

    address: Address
    variable: Variable
    labels: tuple[str, ...] = ()
    owner: str = ""

    @property
    def shape(self) -> Shape:
        """Its shape, unknown sizes None."""
        return self.variable.shape

    def show(self) -> str:
        """As people read it: ``conv2d / kernel (3, 3, None, 8)``."""
        return f"{' / '.join((*self.address, self.variable.name))} {show_shape(self.shape)}"


def show_shape(shape: Shape) -> str:
    """A shape as people read it, unknown sizes as ``?``."""
    if shape is None:
        return "(any shape)"
    inside = ", ".join("?" if size is None else str(size) for size in shape)
    return f"({inside},)" if len(shape) == 1 else f"({inside})"


@dataclass(frozen=True)
class Habits:
    """How a version gathers the variables of models.

    Attributes:
        flags: Whether the ``trainable`` flags of the config hold; otherwise everything counts as trainable.
        frozen_models: Whether nested models count as frozen; their own flag was not saved before Keras 2.10.
        layer_by_layer: Whether a model lists one layer after the other, rather than all trainable variables first.
    """

    flags: bool = True
    frozen_models: bool = False
    layer_by_layer: bool = False


HISTORY = (
    Habits(),
    Habits(flags=False),
    Habits(frozen_models=True),
    Habits(layer_by_layer=True),
    Habits(flags=False, layer_by_layer=True),
)

Split = tuple[tuple[Slot, ...], tuple[Slot, ...]]


def orders(layer: Layer, description: Description) -> tuple[tuple[Slot, ...], ...]:
    """Every order in which some version would have listed the variables of this layer, each once."""
    listed: dict[tuple[Slot, ...], None] = {}
    for habits in HISTORY:
        trainable, rest = split(layer, description, Slot((), Variable("", None)), habits)
        listed[trainable + rest] = None
    return tuple(listed)


def split(layer: Layer, description: Description, at: Slot, habits: Habits) -> Split:
    """The variables of a layer and everything inside it, those that training changes apart from the others."""
    own = [Slot(at.address, variable, at.labels, at.owner) for variable in description.variables]
    own_trainable = tuple(slot for slot in own if slot.variable.trainable)
    own_rest = tuple(slot for slot in own if not slot.variable.trainable)
    inner = [
        split(child, description.children.get(place, Description()), _below(at, place, child, layer), habits)
        for place, child in layer.children()
    ]
    if layer.is_model and habits.layer_by_layer:
        return (), tuple(slot for trainable, rest in inner for slot in trainable + rest)
    trainable = tuple(slot for first, _rest in inner for slot in first)
    rest = tuple(slot for _first, second in inner for slot in second)
    if not _is_frozen(layer, habits):
        return own_trainable + trainable, own_rest + rest
    if layer.is_model:
        return (), trainable + own_trainable + own_rest + rest
    return (), own_trainable + own_rest + tuple(slot for first, second in inner for slot in first + second)


def _below(at: Slot, place: str, child: Layer, outer: Layer) -> Slot:
    owner = child.name if outer.is_model else at.owner
    return Slot((*at.address, place), at.variable, (*at.labels, child.name), owner)


def _is_frozen(layer: Layer, habits: Habits) -> bool:
    if layer.is_model and habits.frozen_models:
        return True
    return habits.flags and layer.config.get("trainable", True) is False


def inner_layers(layer: Layer) -> Iterator[tuple[Address, Layer]]:
    """The layer and everything inside it, with addresses relative to it."""
    yield (), layer
    for place, child in layer.children():
        for address, inner in inner_layers(child):
            yield (place, *address), inner
