from __future__ import annotations

from rekeras.fitting.causes import custom_class
from rekeras.fitting.causes._cause import Mismatch
from rekeras.fitting.holding import Fit
from rekeras.fitting.match import Match, Pair
from tests.fitting.test_grouped import KNOWN, custom, piece


def mismatch(pair: Pair) -> Mismatch:
    match = Match((pair,), "order")
    assert pair.place is not None
    return Mismatch(match, match, match, pair.place.layer)


def test_tells_a_class_whose_order_nobody_knows() -> None:
    place = custom(a__vars__0=(5, 5), b__vars__0=(5, 5))
    (found,) = custom_class.look(mismatch(Pair(place, piece(one=(5, 5), two=(5, 5)), Fit(None, "no"))))
    assert "--custom layers.py" in found.advice


def test_says_nothing_of_other_shapes_and_of_keras_s_own() -> None:
    assert not list(custom_class.look(mismatch(Pair(custom(vars__0=(5,)), piece(one=(6,)), Fit(None, "no")))))
    assert not list(custom_class.look(mismatch(Pair(KNOWN, piece(kernel=(3, 4), bias=(4,)), Fit(None, "no")))))
