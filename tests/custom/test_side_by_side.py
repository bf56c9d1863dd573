from __future__ import annotations

from rekeras.custom.matching import match
from rekeras.custom.side_by_side import rows_of, what_differs
from tests.custom.test_matching import made, stored


def test_shows_what_disagrees_and_counts_the_rest() -> None:
    matching = match(stored(("w", (3, 2)), ("shift", (2,))), made(("a/w", (3, 2)), ("a/offset", (3,))))
    assert rows_of(matching) == "nothing | offset (3,); shift (2,) | nothing; 1 more agree"
    assert list(what_differs(matching)) == [
        "the file lacks variables that the code makes",
        "the file has tensors for which the code makes no variable",
    ]


def test_another_order_is_told_from_other_shapes() -> None:
    order = match(stored(("a", (2,)), ("b", (3,))), made(("l/b", (2,)), ("l/a", (3,))))
    assert list(what_differs(order)) == ["the same shapes in another order"]
    shapes = match(stored(("a", (2,)), ("b", (3,))), made(("l/a", (2,)), ("l/b", (4,))))
    assert list(what_differs(shapes)) == ["other shapes"]
