"""A layer without a bias beside one that has it."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely, some
from rekeras.fitting.likeness import fits
from rekeras.records import Finding


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Layers that fit but for a bias."""
    without, with_bias = [], []
    for place, pair in mismatch.differing():
        assert pair.piece is not None  # noqa: S101 - differing() gives both
        shapes = pair.piece.shapes
        others = [slot.shape for slot in place.slots if not slot.variable.name.endswith("bias")]
        if len(others) < len(place.slots) and fits(others, shapes):
            without.append(place.where)
        elif place.layer.config.get("use_bias") is False and len(shapes) > 1 and fits(place.shapes, shapes[:-1]):
            with_bias.append(place.where)
    if without:
        found = "the layers of the file have no bias, those of the architecture have one"
        yield likely(__name__, some(without), found, "Build them with use_bias=False.")
    if with_bias:
        found = "the layers of the file have a bias, those of the architecture have none"
        yield likely(__name__, some(with_bias), found, "Build them with use_bias=True.")


cause = Cause(__name__, look)
