"""The first layer gets other inputs: images with one channel instead of three, other features."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, differs_only_at, likely, side_by_side
from rekeras.records import Finding


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """The first layer with variables, where its kernel differs in the size of its input alone."""
    first = next((pair for pair in mismatch.pairs if pair.place is not None), None)
    if first is None or first.place is None or first.fits or first.place.is_custom:
        return
    if first.place.layer.class_name == "Embedding":
        return
    for slot, entry in side_by_side(first):
        shape = entry.tensor.shape
        if slot.shape is None or len(shape) < 2 or not differs_only_at(-2, slot.shape, shape):
            continue
        what = "channels" if len(shape) > 2 else "features"
        yield likely(
            __name__,
            first.place.where,
            f"the model of the file takes inputs with {shape[-2]} {what}, the architecture with {slot.shape[-2]}",
            f"Build the architecture with an input shape that has {shape[-2]} {what}.",
        )
        return


cause = Cause(__name__, look)
