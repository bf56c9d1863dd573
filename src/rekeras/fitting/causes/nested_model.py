"""One side has layers inside an inner model that the other side has beside all others."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely
from rekeras.records import Finding


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """More fits where the layers of inner models count instead of these."""
    flat = sum(pair.fits for pair in mismatch.flat.pairs)
    if not flat or mismatch.flat.unfit >= mismatch.top.unfit:
        return
    inner = [layer.name for layer in mismatch.model.layers if layer.is_model]
    side = f"the architecture has layers inside {', '.join(inner)}" if inner else "the file has layers inside a model"
    yield likely(
        __name__,
        "",
        f"{side}, which stand beside all others on the other side; counted one by one, {flat} layers fit",
        "Build the architecture with the same inner models as the old one.",
    )


cause = Cause(__name__, look)
