"""Find for every layer of an architecture its piece of the file, or lay both side by side where that fails."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rekeras.fitting.align import align
from rekeras.fitting.holding import Fit, Holding
from rekeras.fitting.likeness import PERFECT, likeness
from rekeras.fitting.piece import Piece, Place
from rekeras.keras3.naming import to_snake_case

NAMES, ORDER = "names", "order"


@dataclass(frozen=True)
class Pair:
    """A layer beside a piece; one of them may be missing.

    Attributes:
        place: The layer.
        piece: The piece.
        fit: Whether they fit; None where one of them is missing.
    """

    place: Place | None
    piece: Piece | None
    fit: Fit | None = None

    @property
    def fits(self) -> bool:
        """Whether the layer has its weights."""
        return self.fit is not None and self.fit.layer is not None


@dataclass(frozen=True)
class Match:
    """All layers and all pieces, in the order of the architecture.

    Attributes:
        pairs: Which stands beside which.
        by: What told so: ``names`` or ``order``.
    """

    pairs: tuple[Pair, ...]
    by: str

    @property
    def complete(self) -> bool:
        """Whether every layer has its weights and no piece is left."""
        return all(pair.fits for pair in self.pairs)

    @property
    def unfit(self) -> int:
        """How many layers and pieces have no counterpart that fits."""
        return sum(not pair.fits for pair in self.pairs)

    @property
    def filled(self) -> bool:
        """Whether every layer has its weights."""
        return all(pair.fits for pair in self.pairs if pair.place is not None)


def match_by_name(places: Sequence[Place], pieces: Sequence[Piece], holding: Holding) -> Match:
    """Each layer and the piece of the same name."""
    counted = Counter(piece.label for piece in pieces)
    by_name = {piece.label: piece for piece in pieces if counted[piece.label] == 1}
    pairs = [_pair(place, by_name.pop(place.name, None), holding) for place in places]
    taken = {id(pair.piece) for pair in pairs}
    return Match((*pairs, *(Pair(None, piece) for piece in pieces if id(piece) not in taken)), NAMES)


def match_in_order(places: Sequence[Place], pieces: Sequence[Piece], holding: Holding) -> Match:
    """By names where both sides have the same and all fit; else in order; else as both lie best side by side."""
    if sorted(place.name for place in places) == sorted(piece.label for piece in pieces):
        named = match_by_name(places, pieces, holding)
        if named.complete:
            return named
    if len(places) == len(pieces) and len({piece.series for piece in pieces}) <= 1:
        ordered = Match(tuple(_pair(*both, holding) for both in zip(places, pieces, strict=True)), ORDER)
        if ordered.complete:
            return ordered
    return Match(tuple(_side_by_side(places, pieces, holding)), ORDER)


def _pair(place: Place, piece: Piece | None, holding: Holding) -> Pair:
    return Pair(place, piece, holding.one(place, piece) if piece is not None else None)


def _side_by_side(places: Sequence[Place], pieces: Sequence[Piece], holding: Holding) -> Iterator[Pair]:
    """The best alignment; where the file has several series, one for each, in the order of the architecture."""
    if len({piece.series for piece in pieces}) <= 1:
        yield from _aligned(places, pieces, holding)
        return
    of_series: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        of_series[piece.series].append(piece)
    places_of: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        places_of[series_of(place)].append(place)
    pairs = [
        pair
        for series in dict.fromkeys((*places_of, *of_series))
        for pair in _aligned(places_of.get(series, []), of_series.get(series, []), holding)
    ]
    order = {id(place): index for index, place in enumerate(places)}
    yield from sorted(pairs, key=lambda pair: order[id(pair.place)] if pair.place else len(order))


def series_of(place: Place) -> str:
    """The series that a layer's piece stands in, where the file has one for each class."""
    return to_snake_case(place.layer.class_name)


def _aligned(places: Sequence[Place], pieces: Sequence[Piece], holding: Holding) -> Iterator[Pair]:
    def score(row: int, column: int) -> float:
        return likeness(places[row], pieces[column])

    for row, column in align(len(places), len(pieces), score, PERFECT):
        place = places[row] if row is not None else None
        piece = pieces[column] if column is not None else None
        if place is None:
            yield Pair(None, piece)
        else:
            yield _pair(place, piece, holding)
