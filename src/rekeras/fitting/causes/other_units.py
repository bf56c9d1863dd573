"""A layer with other units or filters: its variables differ at the last axis, those of the next at the one before."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.causes._cause import Cause, Mismatch, likely, side_by_side, some
from rekeras.fitting.match import Pair
from rekeras.fitting.piece import Place
from rekeras.records import Finding

UNITS = {"Dense": "units", "EinsumDense": "output_shape", "LSTM": "units", "GRU": "units", "SimpleRNN": "units"}
GATES = {"LSTM": 4, "GRU": 3}
MANY = 4
"""As many layers with the same ratio make another width of the whole network."""


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Layers whose outputs have another size."""
    other = [(place, sizes) for place, pair in mismatch.differing() if (sizes := _sizes(pair)) is not None]
    ratios = {sizes[1] / sizes[0] for _place, sizes in other}
    if len(other) >= MANY and len(ratios) == 1:
        yield _wider(ratios.pop(), [place.where for place, _sizes in other])
        return
    last = next((pair.place for pair in reversed(mismatch.pairs) if pair.place is not None), None)
    for place, (wanted, found) in other:
        gates = GATES.get(place.layer.class_name, 1)
        if wanted % gates or found % gates:
            continue
        name = _name(place)
        advice = f"Build the layer with {name}={found // gates}."
        if place is last:
            advice = (
                f"The file is of a model with {found // gates} outputs (classes); build the last layer with as many, "
            )
            advice += f"or put only the layers before it: --partial. Then train it for {wanted // gates}."
        what = f"the layer of the file has {found // gates} {name}, that of the architecture {wanted // gates}"
        yield likely(__name__, place.where, what, advice)


def _wider(ratio: float, where: list[str]) -> Finding:
    """The whole network is wider or narrower."""
    found = f"every layer of the file has {ratio:g} times as many units or filters as that of the architecture"
    advice = (
        "Build the network with the width of the file: its width multiplier (`alpha` of MobileNet), or its variant."
    )
    return likely(__name__, some(where), found, advice)


def _sizes(pair: Pair) -> tuple[int, int] | None:
    """The sizes of the last axis, where kernels differ there."""
    for slot, entry in side_by_side(pair):
        shape = entry.tensor.shape
        if slot.shape is None or len(shape) < 2 or len(slot.shape) != len(shape) or slot.shape[-1] is None:
            continue
        if slot.shape[:-2] == shape[:-2] and slot.shape[-1] != shape[-1]:
            return slot.shape[-1], shape[-1]
    return None


def _name(place: Place) -> str:
    if place.layer.class_name == "Embedding":
        return "output_dim"
    return UNITS.get(place.layer.class_name, "filters" if "Conv" in place.layer.class_name else "units")


cause = Cause(__name__, look)
