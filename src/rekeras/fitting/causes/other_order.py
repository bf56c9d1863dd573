"""Both sides have the same layers in another order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely
from rekeras.records import Finding


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """As many layers with the same shapes, of which some stand elsewhere."""
    pairs = mismatch.pairs
    wanted = Counter(tuple(sorted(map(str, pair.place.shapes))) for pair in pairs if pair.place)
    found = Counter(tuple(sorted(map(str, pair.piece.shapes))) for pair in pairs if pair.piece)
    if wanted != found or len(wanted) < 2:
        return
    places = {pair.place.name for pair in pairs if pair.place}
    pieces = {pair.piece.label for pair in pairs if pair.piece}
    advice = "Put the layers of the architecture into the order of the file."
    if places == pieces:
        advice = "The names are the same: add --by-name."
    yield likely(__name__, "", "both sides have layers of the same shapes, in another order", advice)


cause = Cause(__name__, look)
