"""A layer that only one side has, between layers that both have."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely, some
from rekeras.records import Finding

MOST = 0.34
"""Where more than this part of all layers has no counterpart, the models are others altogether."""


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Gaps on either side before the last layer that fits."""
    pairs = mismatch.pairs
    fitting = [index for index, pair in enumerate(pairs) if pair.fits]
    before = pairs[: fitting[-1]] if fitting else ()
    left = [pair.piece.label for pair in before if pair.place is None and pair.piece is not None]
    missing = [pair.place.where for pair in before if pair.place is not None and pair.piece is None]
    if not (left or missing) or len(left) + len(missing) > MOST * len(pairs):
        return
    if left:
        found = f"the file has layers between others that the architecture lacks: {some(left)}"
        yield likely(__name__, "", found, "Add them to the architecture, or leave them: --partial.")
    if missing:
        found = f"the architecture has layers between others that the file lacks: {some(missing)}"
        yield likely(__name__, "", found, "Take them out of the architecture, or leave them as they are: --partial.")


cause = Cause(__name__, look)
