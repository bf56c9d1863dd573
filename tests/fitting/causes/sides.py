"""One layer beside the tensors of a file that do not fit it."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.fitting.causes._cause import Mismatch
from rekeras.fitting.holding import Fit
from rekeras.fitting.match import Match, Pair
from rekeras.fitting.piece import Piece, Place
from tests.pairing.cases import described, group


def beside(layer: Layer, inputs: tuple[int, ...], **shapes: tuple[int, ...]) -> Mismatch:
    """A layer called on a batch of this shape, and what the file has for it."""
    place = Place((layer.name,), layer, described(layer, *inputs))
    match = Match((Pair(place, Piece(layer.name, group(layer.name, **shapes).entries), Fit(None, "no")),), "order")
    return Mismatch(match, match, match, layer)
