"""A likely cause: what it looks like where weights do not fit, and what a person can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rekeras.archive import Layer
from rekeras.fitting.match import Match, Pair
from rekeras.fitting.piece import Place
from rekeras.layers._description import Shape
from rekeras.pairing.groups import Named
from rekeras.pairing.slots import Slot
from rekeras.records import Finding, Severity
from rekeras.registry import NamedByModule

SHOWN = 3


@dataclass(frozen=True)
class Mismatch:
    """Weights that do not fit, laid beside the architecture.

    Attributes:
        match: Both sides, layer by layer, as they are shown.
        top: The same with inner models as layers.
        flat: The same with the layers of inner models for these models.
        model: The architecture.
    """

    match: Match
    top: Match
    flat: Match
    model: Layer

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Both sides, layer by layer."""
        return self.match.pairs

    def differing(self) -> Iterator[tuple[Place, Pair]]:
        """Layers of Keras's own beside tensors that do not fit them."""
        yield from ((place, pair) for place, pair in self._differing() if not place.is_custom)

    def custom(self) -> Iterator[tuple[Place, Pair]]:
        """Layers of other classes beside tensors that do not fit them."""
        yield from ((place, pair) for place, pair in self._differing() if place.is_custom)

    def _differing(self) -> Iterator[tuple[Place, Pair]]:
        for pair in self.pairs:
            if pair.place is not None and pair.piece is not None and not pair.fits:
                yield pair.place, pair


@dataclass(frozen=True)
class Cause(NamedByModule):
    """One likely cause.

    Attributes:
        module: ``__name__`` of its module; the last part is its name, the docstring says what it is.
        look: The places where it shows, and nothing where it does not.
    """

    module: str
    look: Callable[[Mismatch], Iterator[Finding]]


def likely(name: str, where: str, found: str, advice: str) -> Finding:
    """A finding that says what probably happened.

    Args:
        name: ``__name__`` of the cause's module.
        where: Address of the layer.
        found: What it looks like.
        advice: What to do.
    """
    return Finding(name.rpartition(".")[2], Severity.NOTE, where, found, "", advice)


def side_by_side(pair: Pair) -> tuple[tuple[Slot, Named], ...]:
    """Variables and tensors of a layer by their names, else in their order; those that one side lacks are left out."""
    if pair.place is None or pair.piece is None:
        return ()
    slots, entries = pair.place.slots, pair.piece.entries
    by_name = {entry.path[-1]: entry for entry in entries}
    names = [slot.variable.name.rpartition("/")[2] for slot in slots]
    if len(by_name) == len(entries) and len(set(names)) == len(names) and set(names) & by_name.keys():
        return tuple((slot, by_name[name]) for slot, name in zip(slots, names, strict=True) if name in by_name)
    return tuple(zip(slots, entries, strict=False))


def differs_only_at(axis: int, wanted: Shape, found: Sequence[int]) -> bool:
    """Whether two shapes differ at one axis and nowhere else."""
    if wanted is None or len(wanted) != len(found) or len(found) < abs(axis if axis < 0 else axis + 1):
        return False
    index = axis % len(found)
    differing = [
        at for at, (one, other) in enumerate(zip(wanted, found, strict=True)) if one is not None and one != other
    ]
    return differing == [index]


def some(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
