"""Why weights do not fit: every likely cause, by every unit that knows one."""

from __future__ import annotations

from functools import cache

from rekeras.archive import Layer
from rekeras.describe import describe
from rekeras.fitting.causes._cause import Cause, Mismatch
from rekeras.fitting.holding import Holding
from rekeras.fitting.match import Match, match_by_name, match_in_order
from rekeras.fitting.piece import places
from rekeras.records import Finding
from rekeras.registry import units_of


@cache
def causes() -> tuple[Cause, ...]:
    """Every likely cause that is known."""
    return tuple(units_of("rekeras.fitting.causes", "cause", Cause))


def likely_causes(model: Layer, match: Match, holding: Holding, *, by_name: bool) -> tuple[Finding, ...]:
    """What probably happened.

    Args:
        model: The architecture.
        match: It beside the weights.
        holding: The weights.
        by_name: Whether names alone tell which layer is which.
    """
    top, flat = (_matched(model, holding, by_name=by_name, flat=flat) for flat in (False, True))
    mismatch = Mismatch(match, top, flat, model)
    return tuple(finding for cause in causes() for finding in cause.look(mismatch))


def _matched(model: Layer, holding: Holding, *, by_name: bool, flat: bool) -> Match:
    here = places(model, describe(model)[0], flat=flat)
    pieces = holding.pieces(here, flat=flat)
    return match_by_name(here, pieces, holding) if by_name else match_in_order(here, pieces, holding)
