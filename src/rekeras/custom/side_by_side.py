"""What the file has beside what the code makes, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.custom.entries import Made, Stored
from rekeras.custom.matching import Matching
from rekeras.pairing.slots import show_shape

SHOWN = 12
NOTHING = "nothing"


def rows_of(matching: Matching) -> str:
    """The rows that disagree: ``the file has a (2,) | the code makes b (3,)``, and how many agree."""
    rows = [f"{_stored(stored)} | {_made(made)}" for stored, made in matching.aligned if not _agree(stored, made)]
    shown = "; ".join(rows[:SHOWN]) + (f"; and {len(rows) - SHOWN} more" if len(rows) > SHOWN else "")
    agreeing = len(matching.aligned) - len(rows)
    return shown + (f"; {agreeing} more agree" if agreeing else "")


def what_differs(matching: Matching) -> Iterator[str]:
    """Each kind of difference, as people call it."""
    if any(stored is None for stored, _made in matching.aligned):
        yield "the file lacks variables that the code makes"
    if any(made is None for _stored, made in matching.aligned):
        yield "the file has tensors for which the code makes no variable"
    both = [(stored, made) for stored, made in matching.aligned if stored and made]
    if any(stored.tensor.shape != made.shape for stored, made in both):
        shapes = sorted(stored.tensor.shape for stored, _made in both)
        if shapes == sorted(made.shape for _stored, made in both):
            yield "the same shapes in another order"
        else:
            yield "other shapes"
    elif both and len(both) == len(matching.aligned):
        yield "the shapes agree, but neither names nor order say which tensor is which variable"


def _agree(stored: Stored | None, made: Made | None) -> bool:
    return stored is not None and made is not None and stored.tensor.shape == made.shape


def _stored(stored: Stored | None) -> str:
    return f"{stored.name} {show_shape(stored.tensor.shape)}" if stored else NOTHING


def _made(made: Made | None) -> str:
    return f"{made.attribute or made.path} {show_shape(made.shape)}" if made else NOTHING
