from __future__ import annotations

from rekeras.fitting.grouped import Grouped
from rekeras.fitting.match import NAMES, ORDER, Match, match_by_name, match_in_order
from rekeras.fitting.piece import Piece, Place
from tests.pairing.cases import dense, described, group

HOLDING = Grouped(None, ())


def place(name: str, inputs: int, units: int) -> Place:
    return Place((name,), dense(name, units), described(dense(name, units), inputs))


def piece(name: str, inputs: int, units: int, series: str = "") -> Piece:
    return Piece(name, group(name, kernel=(inputs, units), bias=(units,)).entries, series=series)


def shown(match: Match) -> list[tuple[str, str, bool]]:
    return [
        (pair.place.name if pair.place else "", pair.piece.name if pair.piece else "", pair.fits)
        for pair in match.pairs
    ]


def test_names_win_over_the_order() -> None:
    match = match_in_order([place("a", 3, 4), place("b", 3, 4)], [piece("b", 3, 4), piece("a", 3, 4)], HOLDING)
    assert (match.by, shown(match)) == (NAMES, [("a", "a", True), ("b", "b", True)])


def test_the_order_tells_where_names_differ() -> None:
    match = match_in_order([place("a", 3, 4), place("b", 4, 2)], [piece("x", 3, 4), piece("y", 4, 2)], HOLDING)
    assert (match.by, match.complete, shown(match)) == (ORDER, True, [("a", "x", True), ("b", "y", True)])


def test_the_order_tells_where_names_lead_to_other_shapes() -> None:
    match = match_in_order([place("a", 3, 4), place("b", 4, 2)], [piece("b", 3, 4), piece("a", 4, 2)], HOLDING)
    assert (match.by, match.complete) == (ORDER, True)


def test_what_one_side_lacks_stands_alone() -> None:
    match = match_in_order([place("a", 3, 4), place("c", 4, 2)], [piece("a", 3, 4), piece("b", 4, 5)], HOLDING)
    assert shown(match)[0] == ("a", "a", True)
    assert not match.complete
    assert not match.filled


def test_series_are_laid_side_by_side_each_for_itself() -> None:
    pieces = [
        piece("layers/dense_1", 4, 2, "dense"),
        piece("layers/dense", 3, 4, "dense"),
        piece("layers/gru", 1, 1, "gru"),
    ]
    match = match_in_order([place("a", 4, 2), place("b", 3, 4)], pieces, HOLDING)
    assert shown(match) == [("a", "layers/dense_1", True), ("b", "layers/dense", True), ("", "layers/gru", False)]


def test_by_name_takes_no_name_twice() -> None:
    match = match_by_name([place("a", 3, 4)], [piece("a", 3, 4), piece("a", 3, 4)], HOLDING)
    assert not match.filled
    assert len(match.pairs) == 3
