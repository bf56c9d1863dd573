"""An Embedding for another number of words."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, differs_only_at, likely, side_by_side
from rekeras.records import Finding


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Embeddings with another first axis."""
    for place, pair in mismatch.differing():
        if place.layer.class_name != "Embedding":
            continue
        for slot, entry in side_by_side(pair):
            words = entry.tensor.shape[0] if entry.tensor.shape else 0
            if differs_only_at(0, slot.shape, entry.tensor.shape) and slot.shape:
                found = f"the embedding of the file has {words} words, that of the architecture {slot.shape[0]}"
                advice = (
                    f"Build the layer with input_dim={words}, and use the vocabulary that the file was trained with."
                )
                yield likely(__name__, place.where, found, advice)


cause = Cause(__name__, look)
