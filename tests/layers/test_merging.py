"""Merging layers against the installed Keras."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.describe import describe
from tests.layers.compare import RealKeras, assert_both_refuse, assert_same, called, made

Shapes = list[tuple[int | None, ...]]
ELEMENTWISE = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")
BROADCAST: list[Shapes] = [
    [(None, 5, 7), (None, 5, 7)],
    [(None, 5, 7), (None, 1, 7)],
    [(None, 1, 7), (None, 5, 1)],
    [(None, None, 7), (None, None, 7)],
    [(2, 5, 7), (None, 5, 7)],
]


@pytest.mark.parametrize("shapes", BROADCAST)
@pytest.mark.parametrize("kind", ELEMENTWISE)
def test_elementwise(keras: RealKeras, kind: str, shapes: Shapes) -> None:
    assert_same(keras, made(kind), called(shapes))


def test_more_than_two(keras: RealKeras) -> None:
    assert_same(keras, made("Add"), called([(None, 5, 7), (None, 1, 7), (None, 5, 1)]))


@pytest.mark.parametrize("axis", [-1, 1, 2, -2])
def test_concatenate(keras: RealKeras, axis: int) -> None:
    shapes: list[list[int | None]] = [[None, 5, 7], [None, 5, 7], [None, 5, 7]]
    shapes[1][axis] = 3
    assert_same(keras, made("Concatenate", axis=axis), called([tuple(shape) for shape in shapes]))


def test_concatenate_of_unknown_sizes(keras: RealKeras) -> None:
    assert_same(keras, made("Concatenate", axis=1), called([(None, None, 7), (None, 5, 7)]))


@pytest.mark.parametrize(("kind", "last"), [*((kind, 7) for kind in ELEMENTWISE), ("Concatenate", 14)])
def test_one_known_size_is_enough(kind: str, last: int) -> None:
    """Keras leaves it unknown; what runs has the size that one input declares."""
    description, _findings = describe(made(kind), called([(None, None, 7), (None, 5, 7)]))
    assert description.outputs.shape == (None, 5, last)


DOTS: list[tuple[Any, Shapes]] = [
    (1, [(None, 5), (None, 5)]),
    (-1, [(None, 5), (None, 5)]),
    ([2, 1], [(None, 5, 7), (None, 7, 3)]),
    (2, [(None, 5, 7), (None, 3, 7)]),
    ([1, 2], [(None, 5, 7), (None, 3, 5)]),
    ([3, 1], [(None, 5, 4, 7), (None, 7, 3)]),
]


@pytest.mark.parametrize(("axes", "shapes"), DOTS)
def test_dot(keras: RealKeras, axes: Any, shapes: Shapes) -> None:
    assert_same(keras, made("Dot", axes=axes), called(shapes))


REFUSED: list[tuple[str, dict[str, Any], Shapes, str]] = [
    ("Add", {}, [(None, 5, 7), (None, 4, 7)], "do not fit: (None, 5, 7), (None, 4, 7)"),
    ("Concatenate", {"axis": -1}, [(None, 5, 7), (None, 4, 7)], "do not fit"),
    ("Concatenate", {"axis": -1}, [(None, 5, 7), (None, 7)], "different ranks"),
    ("Concatenate", {"axis": 3}, [(None, 5, 7), (None, 5, 7)], "axis 3"),
    ("Dot", {"axes": [2, 2]}, [(None, 5, 7), (None, 7, 3)], "different sizes"),
]


@pytest.mark.parametrize(("kind", "config", "shapes", "sentence"), REFUSED)
def test_refuses(keras: RealKeras, kind: str, config: dict[str, Any], shapes: Shapes, sentence: str) -> None:
    assert_both_refuse(keras, made(kind, **config), called(shapes), sentence)


def test_unknown_inputs_give_unknown_outputs() -> None:
    description, findings = describe(made("Add"), called([(None, 5)]))
    assert description.outputs.shape == (None, 5)
    assert findings == ()
