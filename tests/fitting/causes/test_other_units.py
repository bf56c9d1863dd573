from __future__ import annotations

from rekeras.fitting.causes import other_units
from rekeras.fitting.causes._cause import Mismatch
from rekeras.fitting.holding import Fit
from rekeras.fitting.match import Match, Pair
from rekeras.fitting.piece import Piece, Place
from tests.fitting.cases import causes
from tests.pairing.cases import dense, described, group


def test_tells_the_units_and_not_the_layers_behind() -> None:
    assert causes("text_plain", "text_units") == {
        "other_units": "gru: the layer of the file has 4 units, that of the architecture 6. "
        "Build the layer with units=4."
    }


def test_tells_other_classes() -> None:
    found = causes("vgg16", "vgg16_classes")
    assert found.keys() == {"other_units"}
    assert "5 outputs (classes)" in found["other_units"]


def test_says_nothing_of_other_words() -> None:
    assert "other_units" not in causes("text_plain", "text_words")


def test_tells_another_width_once() -> None:
    wide = Place(("a",), dense("a", 8), described(dense("a", 8), 8))
    pieces = [Piece(str(index), group("a", kernel=(8, 4), bias=(4,)).entries) for index in range(4)]
    match = Match(tuple(Pair(wide, piece, Fit(None, "no")) for piece in pieces), "order")
    (found,) = other_units.look(Mismatch(match, match, match, wide.layer))
    assert "0.5 times as many units or filters" in found.found
