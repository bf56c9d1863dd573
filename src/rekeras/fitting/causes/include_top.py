"""One side has a top that the other lacks: the layers behind the last one that both have (`include_top`)."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely, some
from rekeras.records import Finding

SMALL = 0.5
"""At least this part of all layers must fit, for the rest to be called a top."""


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Layers at the end that only one side has."""
    pairs = mismatch.pairs
    fitting = [index for index, pair in enumerate(pairs) if pair.fits]
    if not fitting or len(fitting) < SMALL * len(pairs) or fitting[-1] == len(pairs) - 1:
        return
    end = pairs[fitting[-1] + 1 :]
    if any(not pair.fits for pair in pairs[: fitting[-1]]):
        return
    left = [pair.piece.label for pair in end if pair.place is None and pair.piece is not None]
    missing = [pair.place.where for pair in end if pair.place is not None and pair.piece is None]
    if len(left) == len(end):
        yield likely(
            __name__,
            "",
            f"the file has a top that the architecture lacks: {some(left)}",
            "Build the architecture with it (include_top=True, the same number of classes), take weights without "
            "top (their names end in notop), or leave it: --partial.",
        )
    elif len(missing) == len(end):
        yield likely(
            __name__,
            "",
            f"the architecture has a top that the file lacks: {some(missing)}",
            "Build the architecture without it (include_top=False), or put the weights below it: --partial, and "
            "train the top.",
        )


cause = Cause(__name__, look)
