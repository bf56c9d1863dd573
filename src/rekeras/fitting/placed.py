"""Weights whose tensors have places (``layers/dense_1/vars/0``), as Keras 2.12 and later and Keras 3 write them.

A file says of which class an object is, and counts those of a class; in which order different classes follow each
other, it does not say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rekeras.archive import Layer, Leftover, Source
from rekeras.fitting.holding import Fit, fit_of
from rekeras.fitting.piece import Piece, Place
from rekeras.layers._description import Description
from rekeras.pairing.by_place import pair_by_place
from rekeras.pairing.groups import Named
from rekeras.pairing.model import Paired
from rekeras.pairing.tree import LISTS, Tree, join

_COUNTED = re.compile(r"(?P<base>.+?)(?:_(?P<number>\d+))?")


@dataclass(frozen=True)
class PlacedHolding:
    """A tree of objects with variables.

    Attributes:
        source: The file; the words of these files are those of Keras 3.
        tree: What it holds.
        names: Names of layers by their paths; newer versions of Keras 3 write them.
    """

    source: Source | None
    tree: Tree
    names: Mapping[str, str] = field(default_factory=dict)

    def pieces(self, _places: Sequence[Place], *, flat: bool) -> tuple[Piece, ...]:
        """One for each object in the list of layers; with ``flat``, one for each in the lists of inner models."""
        return tuple(self._pieces("", flat=flat))

    def _pieces(self, path: str, *, flat: bool) -> list[Piece]:
        where = self.tree.list_of(path)
        found: list[Piece] = []
        for name in sorted(self.tree.members(where), key=_order):
            inner = join(where, name)
            tensors = self.tree.below(inner)
            if flat and set(LISTS) & set(self.tree.members(inner)):
                found += self._pieces(inner, flat=True)
            elif tensors:
                entries = tuple(Named(each, tensors[each]) for each in sorted(tensors, key=_path_order))
                found.append(Piece(self.names.get(inner, inner), entries, "", _order(name)[0], inner))
        return found

    def one(self, place: Place, piece: Piece) -> Fit:
        """By the places inside the object."""
        start = f"{piece.path}/"
        assets = {path.removeprefix(start): text for path, text in self.tree.assets.items() if path.startswith(start)}
        return fit_of(pair_by_place(place.layer, place.description, Tree(self.tree.below(piece.path), assets)))

    def whole(self, model: Layer, description: Description) -> Paired | None:
        """By the places of all layers."""
        return pair_by_place(model, description, self.tree)

    def leftovers(self) -> tuple[Leftover, ...]:
        """None but those that pairing tells."""
        return ()


def _order(name: str) -> tuple[str, int]:
    found = _COUNTED.fullmatch(name)
    return (found["base"], int(found["number"] or 0)) if found else (name, 0)


def _path_order(path: str) -> list[tuple[str, int]]:
    return [("", int(part)) if part.isdecimal() else (part, 0) for part in path.split("/")]


def without_weights(layer: Layer) -> Layer:
    """The layer and everything inside it without values."""
    return replace(layer.map_children(lambda _place, child: without_weights(child)), weights={})
