from __future__ import annotations

import numpy as np

from rekeras.archive import ArrayTensor
from rekeras.fitting.listed import Listed
from rekeras.fitting.piece import Place
from tests.pairing.cases import dense, described

PLACES = tuple(Place((name,), dense(name, 4), described(dense(name, 4), 3)) for name in ("one", "two"))


def listed(*shapes: tuple[int, ...]) -> Listed:
    return Listed(None, {f"arr_{index}": ArrayTensor(np.ones(shape)) for index, shape in enumerate(shapes)})


def test_as_many_as_there_are_variables_are_cut_in_order() -> None:
    pieces = listed((3, 4), (4,), (3, 4), (4,)).pieces(PLACES, flat=False)
    assert [piece.name for piece in pieces] == ["arr_0 to arr_1", "arr_2 to arr_3"]
    assert listed().one(PLACES[0], pieces[0]).layer is not None


def test_others_are_cut_as_they_lie_best_side_by_side() -> None:
    pieces = listed((3, 4), (4,), (3, 4)).pieces(PLACES, flat=False)
    assert [[entry.name for entry in piece.entries] for piece in pieces] == [["arr_0", "arr_1"], ["arr_2"]]
    assert listed().one(PLACES[1], pieces[1]).problem
