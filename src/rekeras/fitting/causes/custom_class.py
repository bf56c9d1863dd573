"""A class of one's own: nothing says in which order it made its variables when the weights were saved."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely, some
from rekeras.fitting.likeness import fits
from rekeras.records import Finding


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Layers of other classes, whose variables are those of the file but for their order."""
    where = [
        place.where
        for place, pair in mismatch.custom()
        if pair.piece is not None and fits(place.shapes, pair.piece.shapes)
    ]
    if where:
        yield likely(
            __name__,
            some(where),
            "these classes are not Keras's own: their variables are there, but not in the order of the file",
            "Convert the whole old model with your code: rekeras convert old.h5 --custom layers.py.",
        )


cause = Cause(__name__, look)
