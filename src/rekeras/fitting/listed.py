"""Weights as a list of arrays, as ``numpy.savez(file, *model.get_weights())`` leaves them: no names, no layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rekeras.archive import Layer, Leftover, Source, Tensor
from rekeras.fitting.align import align
from rekeras.fitting.grouped import Grouped
from rekeras.fitting.holding import Fit
from rekeras.fitting.likeness import fits
from rekeras.fitting.piece import Piece, Place
from rekeras.layers._description import Description, Shape
from rekeras.pairing.groups import Named
from rekeras.pairing.model import Paired


@dataclass(frozen=True)
class Listed:
    """Tensors in the order of the model.

    Attributes:
        source: The file.
        tensors: Its tensors by their names, which say nothing.
    """

    source: Source | None
    tensors: dict[str, Tensor]

    def pieces(self, places: Sequence[Place], *, flat: bool) -> tuple[Piece, ...]:  # noqa: ARG002 - the places say it
        """One for each layer, as its variables and the tensors lie best side by side."""
        entries = [Named(name, tensor) for name, tensor in self.tensors.items()]
        counts = [len(place.slots) for place in places]
        if sum(counts) == len(entries):
            return tuple(_cut(entries, counts))
        slots = [(index, slot.shape) for index, place in enumerate(places) for slot in place.slots]

        def score(slot: int, entry: int) -> float:
            return _agreement(slots[slot][1], entries[entry].tensor.shape)

        groups: dict[int, list[Named]] = {}
        current = 0
        for slot, entry in align(len(slots), len(entries), score, 2.0):
            current = slots[slot][0] if slot is not None else current
            if entry is not None:
                groups.setdefault(current, []).append(entries[entry])
        return tuple(Piece(_name(members), tuple(members)) for _index, members in sorted(groups.items()))

    def one(self, place: Place, piece: Piece) -> Fit:
        """In the order of the file; every shape must agree."""
        unnamed = tuple(Named(str(index), entry.tensor) for index, entry in enumerate(piece.entries))
        return Grouped(self.source, ()).one(place, replace(piece, entries=unnamed))

    def whole(self, _model: Layer, _description: Description) -> Paired | None:
        """The file says nothing of itself."""
        return None

    def leftovers(self) -> tuple[Leftover, ...]:
        """None: either all tensors are used, or the mismatch names them."""
        return ()


def _cut(entries: Sequence[Named], counts: Sequence[int]) -> list[Piece]:
    pieces, start = [], 0
    for count in counts:
        members = tuple(entries[start : start + count])
        pieces.append(Piece(_name(members), members))
        start += count
    return pieces


def _name(entries: Sequence[Named]) -> str:
    return entries[0].name if len(entries) == 1 else f"{entries[0].name} to {entries[-1].name}"


def _agreement(wanted: Shape, found: tuple[int, ...]) -> float:
    if fits([wanted], [found]):
        return 2.0
    return 0.5 if wanted is not None and len(wanted) == len(found) else 0.0
