from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.archive import Call, TensorRef
from rekeras.errors import UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.topology.ordering import in_order
from rekeras.topology.place import Place

PLACE = Place(Path("model.h5"), DEFAULT_LIMITS)


def call(layer: str, *on: str, node: int = 0) -> Call:
    return Call(layer, node, ([TensorRef(name) for name in on],), {})


def test_keeps_an_order_that_is_right() -> None:
    calls = (call("b", "x"), call("a", "x"), call("c", "a", "b"))
    assert in_order(calls, PLACE) == calls


def test_moves_a_call_behind_those_it_depends_on() -> None:
    ordered = in_order((call("c", "a", "b"), call("b", "a"), call("a", "x")), PLACE)
    assert [made.layer for made in ordered] == ["a", "b", "c"]


def test_names_the_layers_of_a_loop() -> None:
    with pytest.raises(UnreadableFileError, match="in a loop: a, b"):
        in_order((call("a", "b"), call("b", "a"), call("c", "x")), PLACE)
