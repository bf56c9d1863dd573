"""What a match says of each layer and each tensor, for the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rekeras.archive import Layer, Leftover, Tensor, walk
from rekeras.fitting.match import Match, Pair
from rekeras.fitting.piece import Piece, Place, layer_at
from rekeras.fitting.report import Fate, LayerFate
from rekeras.records import TensorFate

NO_LAYER = "no layer of the architecture is its"
UNFIT = "it does not fit the layer of the architecture"


def layer_fates(match: Match, values_from: str) -> tuple[LayerFate, ...]:
    """Every layer of both sides.

    Args:
        match: Which stands beside which.
        values_from: Where the values of layers come from that got none of the file.
    """
    return tuple(_layer_fate(pair, values_from) for pair in match.pairs)


def _layer_fate(pair: Pair, values_from: str) -> LayerFate:
    fate = _fate(pair)
    place, piece = pair.place, pair.piece
    return LayerFate(
        where=place.where if place else "",
        class_name=place.layer.class_name if place else piece.class_name if piece else "",
        variables=_variables(place) if place else (),
        source=piece.name if piece else "",
        tensors=tuple((entry.name, entry.tensor.shape) for entry in piece.entries) if piece else (),
        fate=fate,
        problem=pair.fit.problem if pair.fit else "",
        values_from=values_from if fate in (Fate.DIFFERS, Fate.MISSING) else "",
    )


def _fate(pair: Pair) -> Fate:
    if pair.place is None:
        return Fate.LEFT
    if pair.piece is None:
        return Fate.MISSING
    return Fate.PUT if pair.fits else Fate.DIFFERS


def _variables(place: Place) -> tuple[tuple[str, tuple[int | None, ...] | None], ...]:
    return tuple(("/".join((*slot.address, slot.variable.name)), slot.shape) for slot in place.slots)


def tensor_fates(match: Match, model: Layer, leftovers: Sequence[Leftover]) -> tuple[TensorFate, ...]:
    """Every tensor of the file: kept, changed by rules, or dropped.

    Args:
        match: Which layer got which piece.
        model: The architecture with the weights as they are written.
        leftovers: Tensors that belong to no layer of the file.
    """
    fates: dict[str, TensorFate] = {}
    for pair in match.pairs:
        if pair.place is not None and pair.fits:
            layer = layer_at(model, pair.place.address)
            for where, tensor in _tensors(layer, pair.place) if layer else ():
                fate = "kept" if tensor.is_original else "changed"
                for origin in tensor.origins:
                    fates[origin] = TensorFate(origin, fate, where, "" if fate == "kept" else "the rules")
    for pair in match.pairs:
        for origin in _origins(pair.piece):
            reason = NO_LAYER if pair.place is None else UNFIT
            fates.setdefault(origin, TensorFate(origin, "dropped", "", reason))
    for left in leftovers:
        for origin in left.tensor.origins:
            fates.setdefault(origin, TensorFate(origin, "dropped", "", left.reason))
    return tuple(fates.values())


def _tensors(layer: Layer, place: Place) -> Iterator[tuple[str, Tensor]]:
    for address, inner in walk(layer, place.address):
        for name, tensor in inner.weights.items():
            yield " / ".join((*address, name)), tensor


def _origins(piece: Piece | None) -> Iterator[str]:
    for entry in piece.entries if piece else ():
        yield from entry.tensor.origins
