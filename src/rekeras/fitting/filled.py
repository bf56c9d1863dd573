"""Fill the layers of an architecture from a holding: completely, or partially where that is wanted, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rekeras.archive import Address, Layer, Leftover
from rekeras.describe import describe
from rekeras.fitting.holding import Fit, Holding
from rekeras.fitting.match import NAMES, Match, Pair, match_by_name, match_in_order
from rekeras.fitting.piece import Piece, Place, layer_at, places, replaced_at
from rekeras.fitting.placed import without_weights
from rekeras.pairing.groups import Named
from rekeras.records import Finding, Severity

ITS_OWN = "places"


@dataclass(frozen=True)
class Filled:
    """An architecture beside the weights of a file.

    Attributes:
        model: It with the weights that fit, and no others, in the words of the file's era.
        match: Which layer got which piece.
        flat: Whether layers of inner models were matched instead of these models.
        leftovers: Tensors of no layer.
        findings: What a person should know.
    """

    model: Layer
    match: Match
    flat: bool
    leftovers: tuple[Leftover, ...]
    findings: tuple[Finding, ...]


def fill(model: Layer, holding: Holding, *, by_name: bool) -> Filled:
    """Put what a file holds into the layers of a model, as far as it fits.

    Args:
        model: The architecture; weights in it tell of classes that nobody knows, and go nowhere.
        holding: What the file holds.
        by_name: Whether names alone tell which layer is which.
    """
    description = describe(model)[0]
    bare = without_weights(model)
    top = places(model, description)
    if not by_name and (whole := _whole(bare, top, holding)):
        return whole
    best: Filled | None = None
    for flat in (False, True):
        here = places(model, description, flat=flat)
        pieces = holding.pieces(here, flat=flat)
        match = match_by_name(here, pieces, holding) if by_name else match_in_order(here, pieces, holding)
        filled = _filled(bare, match, holding, flat=flat)
        if match.complete:
            return filled
        best = filled if best is None or match.unfit < best.match.unfit else best
    assert best is not None  # noqa: S101 - the loop ran
    return best


def _whole(bare: Layer, top: Sequence[Place], holding: Holding) -> Filled | None:
    """All at once, by what the file says of itself; None where that does not give every layer its weights."""
    paired = holding.whole(bare, describe(bare)[0])
    if paired is None or any(finding.severity is Severity.REFUSAL for finding in paired.findings):
        return None
    layers = {place.address: layer_at(paired.model, place.address) for place in top}
    if any(layer is None or not _has_all(layer, place) for place, layer in _each(top, layers)):
        return None
    pairs = tuple(Pair(place, _piece(layer), Fit(layer)) for place, layer in _each(top, layers))
    match = Match(pairs, ITS_OWN)
    return Filled(paired.model, match, False, (*paired.leftovers, *holding.leftovers()), paired.findings)


def _each(top: Sequence[Place], layers: Mapping[Address, Layer | None]) -> list[tuple[Place, Layer | None]]:
    return [(place, layers[place.address]) for place in top]


def _has_all(layer: Layer, place: Place) -> bool:
    for slot in place.slots:
        inner = layer_at(layer, slot.address)
        if inner is None or slot.variable.name not in inner.weights:
            return False
    return True


def _piece(layer: Layer | None) -> Piece:
    return Piece("", tuple(_entries(layer)) if layer else ())


def _entries(layer: Layer) -> list[Named]:
    own = [Named(tensor.origins[0] if tensor.origins else name, tensor) for name, tensor in layer.weights.items()]
    return own + [entry for _place, child in layer.children() for entry in _entries(child)]


def _filled(bare: Layer, match: Match, holding: Holding, *, flat: bool) -> Filled:
    model = bare
    findings: list[Finding] = []
    for pair in match.pairs:
        if pair.place is not None and pair.fit is not None and pair.fit.layer is not None:
            model = replaced_at(model, pair.place.address, pair.fit.layer)
            findings += pair.fit.findings
    if match.complete and (note := _note(match, flat=flat)):
        findings.append(note)
    return Filled(model, match, flat, holding.leftovers(), tuple(findings))


def _note(match: Match, *, flat: bool) -> Finding | None:
    """How layers were told, where names did not tell."""
    if flat:
        found = "layers inside inner models were matched with layers of the other side that stand in no model"
        return Finding("weights_flattened", Severity.NOTE, "", f"{found}; every shape fits")
    other = [(pair.piece.label, pair.place.name) for pair in match.pairs if pair.place and pair.piece]
    example = next((f"{label!r} for {name!r}" for label, name in other if label != name), "")
    if match.by == NAMES or not example:
        return None
    found = f"names of layers differ ({example}); they were matched in order, as Keras does, and every shape fits"
    return Finding("weights_by_order", Severity.NOTE, "", found)
