"""Weights of an older Keras in a model of Keras 3: what the rules make of them."""

from __future__ import annotations

from dataclasses import dataclass

from rekeras.archive import Archive, Layer
from rekeras.fitting.assumed import gates_assumed
from rekeras.fitting.differences import differences
from rekeras.fitting.era import in_old_words
from rekeras.fitting.filled import Filled
from rekeras.fitting.holding import Holding
from rekeras.fitting.match import Pair
from rekeras.fitting.piece import layer_at, replaced_at
from rekeras.fitting.placed import without_weights
from rekeras.fitting.upgraded import UpgradedHolding, piece_of
from rekeras.records import Change, Finding, Severity
from rekeras.upgrade import upgrade


@dataclass(frozen=True)
class Modern:
    """An architecture with weights in the layout of Keras 3.

    Attributes:
        model: The architecture; layers that got no weights of the file have none.
        changes: What the rules did to the weights.
        findings: What a person should know.
    """

    model: Layer
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def modern(architecture: Layer, filled: Filled, holding: Holding) -> Modern:
    """Have the rules bring the weights into the layout of Keras 3.

    Args:
        architecture: As the person gave it.
        filled: It with the weights that fit.
        holding: Where these come from.
    """
    if isinstance(holding, UpgradedHolding):
        return Modern(filled.model, (), _compared(filled, holding.model))
    if holding.source is None:
        return Modern(filled.model, (), ())
    upgraded = upgrade(Archive(holding.source, in_old_words(filled.model, holding.source)))
    now = UpgradedHolding(upgraded.archive.model)
    model, findings = without_weights(architecture), []
    for pair in filled.match.pairs:
        place = pair.place
        if place is None or not pair.fits:
            continue
        old = layer_at(now.model, place.address)
        fit = now.one(place, piece_of(old, place.where)) if old is not None else None
        if old is None or fit is None or fit.layer is None:
            findings.append(_lost(pair, [change for change in upgraded.changes if change.where == place.where]))
            continue
        model = replaced_at(model, place.address, fit.layer)
        findings += differences(old, place.layer, place.where)
    kept = [one for one in upgraded.findings if one.severity is not Severity.REFUSAL]
    changes = tuple(change for change in upgraded.changes if change.tensors)
    assumed = gates_assumed(filled.match, holding.source)
    return Modern(model, changes, (*kept, *findings, *assumed))


def _compared(filled: Filled, old: Layer) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    for pair in filled.match.pairs:
        if pair.place is not None and pair.piece is not None and pair.fits:
            layer = layer_at(old, tuple(pair.piece.name.split(" / ")))
            findings += differences(layer, pair.place.layer, pair.place.where) if layer else ()
    return tuple(findings)


def _lost(pair: Pair, changes: list[Change]) -> Finding:
    assert pair.place is not None  # noqa: S101 - the caller asked
    rules = ", ".join(change.rule for change in changes)
    found = f"{pair.place.layer.class_name}: what became of its weights in Keras 3 does not fit it any more ({rules})"
    advice = "Convert the whole old model instead; its architecture changes with its weights."
    return Finding("weights_disagree", Severity.REFUSAL, pair.place.where, found, "", advice)
