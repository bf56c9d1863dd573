"""Whether weights may be put into an architecture as they match it, and what a person must know."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.fitting.match import NAMES, ORDER, Match, Pair
from rekeras.pairing.slots import show_shape
from rekeras.records import Finding, Severity

PARTLY = "To put what fits and leave the rest, add --partial."


def verdict(match: Match, *, by_name: bool, partial: bool) -> tuple[Finding, ...]:
    """One finding for each layer of either side that has no counterpart.

    Args:
        match: Which layer got which piece.
        by_name: Whether names alone told; then layers of the file may be left.
        partial: Whether the person wants what fits, and no more.
    """
    nothing = not any(pair.fits for pair in match.pairs)
    chance = _is_chance(match)
    grave = Severity.ATTENTION if partial and not nothing and not chance else Severity.REFUSAL
    findings = [finding for pair in match.pairs for finding in _of(pair, grave, by_name=by_name and match.by == NAMES)]
    if nothing:
        found = "no layer of the architecture got any weights" if match.pairs else "neither side has any weights"
        return (*findings, Finding("nothing_fits", Severity.REFUSAL, "", found))
    if partial and chance:
        found = "too few layers fit for their order to tell which is which; those that do may do so by chance"
        findings.append(Finding("too_few_fit", Severity.REFUSAL, "", found, "", "To go by their names, add --by-name."))
    return tuple(findings)


def _is_chance(match: Match) -> bool:
    """Whether layers that have other names were matched in order, and fewer than half of either side fit."""
    put = [pair for pair in match.pairs if pair.fits]
    named = all(pair.place and pair.piece and pair.place.name == pair.piece.label for pair in put)
    fewest = min(
        sum(pair.place is not None for pair in match.pairs), sum(pair.piece is not None for pair in match.pairs)
    )
    return match.by == ORDER and not named and 2 * len(put) < fewest


def _of(pair: Pair, grave: Severity, *, by_name: bool) -> Iterator[Finding]:
    advice = PARTLY if grave is Severity.REFUSAL else ""
    if pair.place is None:
        assert pair.piece is not None  # noqa: S101 - one of both is there
        found = f"the file has {len(pair.piece.entries)} tensors for a layer that the architecture does not have"
        severity = Severity.ATTENTION if by_name else grave
        told = "They are not carried over." if severity is Severity.ATTENTION else PARTLY
        yield Finding("weights_without_layer", severity, pair.piece.name, found, "", told)
    elif pair.piece is None:
        wanted = ", ".join(slot.show() for slot in pair.place.slots)
        found = f"{pair.place.layer.class_name}: the file has no weights for this layer"
        yield Finding("weights_missing", grave, pair.place.where, found, wanted, advice)
    elif not pair.fits:
        there = ", ".join(f"{entry.name} {show_shape(entry.tensor.shape)}" for entry in pair.piece.entries)
        found = f"{pair.place.layer.class_name}: the file has {there} ({pair.piece.name})"
        wanted = ", ".join(slot.show() for slot in pair.place.slots)
        yield Finding("weights_disagree", grave, pair.place.where, found, wanted, advice)
