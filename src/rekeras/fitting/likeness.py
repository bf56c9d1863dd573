"""How much a layer of the architecture and a piece of the file are alike, by class, shapes and name."""

from __future__ import annotations

from collections.abc import Sequence

from rekeras.fitting.piece import Piece, Place
from rekeras.layers._description import Shape

SAME_SHAPES, SAME_RANKS, SAME_NAME, SAME_CLASS = 4.0, 2.0, 1.5, 1.0
PERFECT = SAME_SHAPES + SAME_NAME
"""Nothing that is compared by shapes and names alone can be more alike."""


def likeness(place: Place, piece: Piece) -> float:
    """How alike they are; 0 where nothing is."""
    name = SAME_NAME if piece.label == place.name else 0.0
    class_name = SAME_CLASS if piece.class_name == place.layer.class_name else 0.0
    if fits(place.shapes, piece.shapes):
        return SAME_SHAPES + name + class_name
    if _ranks(place.shapes) == _ranks(piece.shapes):
        return SAME_RANKS + name + class_name
    return name + class_name / 2 if name or class_name else 0.0


def fits(wanted: Sequence[Shape], found: Sequence[tuple[int, ...]]) -> bool:
    """Whether each shape that is wanted can be one that is there, in whatever order; unknown sizes fit any."""
    if len(wanted) != len(found):
        return False
    left = list(found)
    for shape in sorted(wanted, key=_unknown_sizes):
        match = next((one for one in left if _is(shape, one)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _unknown_sizes(shape: Shape) -> int:
    return 100 if shape is None else sum(size is None for size in shape)


def _is(wanted: Shape, found: tuple[int, ...]) -> bool:
    if wanted is None:
        return True
    return len(wanted) == len(found) and all(size in (None, one) for size, one in zip(wanted, found, strict=True))


def _ranks(shapes: Sequence[Shape]) -> list[int]:
    return sorted(-1 if shape is None else len(shape) for shape in shapes)
