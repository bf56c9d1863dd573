"""Weights of a whole model that the rules have made one of Keras 3: layers with names, classes and variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rekeras.archive import Address, Layer, Leftover, Source, Tensor, walk
from rekeras.describe import describe
from rekeras.fitting.grouped import Grouped
from rekeras.fitting.holding import Fit
from rekeras.fitting.piece import Piece, Place, layer_at, places
from rekeras.layers._description import Description
from rekeras.pairing.groups import Named
from rekeras.pairing.model import Paired, with_weights


@dataclass(frozen=True)
class UpgradedHolding:
    """A model of Keras 3 with its weights.

    Attributes:
        model: The model.
        rest: What belongs to no layer of it.
        source: None, since its words are those of Keras 3.
    """

    model: Layer
    rest: tuple[Leftover, ...] = ()
    source: Source | None = field(default=None)

    def pieces(self, _places: Sequence[Place], *, flat: bool) -> tuple[Piece, ...]:
        """One for each layer that has weights; with ``flat``, for each layer of inner models too."""
        description = describe(self.model)[0]
        found = (piece_of(place.layer, place.where) for place in places(self.model, description, flat=flat))
        return tuple(piece for piece in found if piece.entries)

    def one(self, place: Place, piece: Piece) -> Fit:
        """By the same address inside the layer and the same name, else as from any other file."""
        given = layer_at(self.model, tuple(piece.name.split(" / ")))
        there = {} if given is None else {address: layer.weights for address, layer in walk(given) if layer.weights}
        wanted = {(slot.address, slot.variable.name): slot for slot in place.slots}
        same = {(address, name): tensor for address, weights in there.items() for name, tensor in weights.items()}
        if wanted.keys() == same.keys():
            wrong = [key for key, slot in wanted.items() if not Named("", same[key]).fits(slot.shape)]
            if not wrong:
                return Fit(with_weights(place.layer, _by_address(same)))
        return Grouped(None, ()).one(place, piece)

    def whole(self, _model: Layer, _description: Description) -> Paired | None:
        """Layers are told by their names or their order."""
        return None

    def leftovers(self) -> tuple[Leftover, ...]:
        """What belongs to no layer of the source."""
        return self.rest


def piece_of(layer: Layer, name: str) -> Piece:
    """What a layer holds, with all that is inside it."""
    return Piece(name, tuple(_entries(layer, ())), layer.class_name)


def _entries(layer: Layer, labels: tuple[str, ...]) -> Iterator[Named]:
    """The tensors of a layer, its own first, under the names of the layers that they stand in."""
    for name, tensor in layer.weights.items():
        yield Named("/".join((*labels, name)), tensor)
    for _place, child in layer.children():
        yield from _entries(child, (*labels, child.name))


def _by_address(same: Mapping[tuple[Address, str], Tensor]) -> dict[Address, dict[str, Tensor]]:
    weights: dict[Address, dict[str, Tensor]] = {}
    for (address, name), tensor in same.items():
        weights.setdefault(address, {})[name] = tensor
    return weights
