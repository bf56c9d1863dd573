"""What a file holds, as far as fitting it into an architecture asks; one class for each way in which files keep it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rekeras.archive import Layer, Leftover, Source
from rekeras.fitting.piece import Piece, Place
from rekeras.layers._description import Description
from rekeras.pairing.model import Paired
from rekeras.records import Finding, Severity


@dataclass(frozen=True)
class Fit:
    """One layer with the weights of one piece.

    Attributes:
        layer: The layer with its weights, still in the words of the file's era; None where they do not fit.
        problem: Why they do not.
        findings: What a person should know where they do.
    """

    layer: Layer | None
    problem: str = ""
    findings: tuple[Finding, ...] = ()


class Holding(Protocol):
    """The weights of one file."""

    @property
    def source(self) -> Source | None:
        """The file and the Keras that wrote it; None where everything is in the words of Keras 3 already."""
        ...

    def pieces(self, places: Sequence[Place], *, flat: bool) -> tuple[Piece, ...]:
        """What it holds for each layer.

        Args:
            places: The layers that need weights; for files that do not say where a layer begins.
            flat: Whether the layers of inner models count, instead of these models.
        """
        ...

    def one(self, place: Place, piece: Piece) -> Fit:
        """Give one layer the weights of one piece."""
        ...

    def whole(self, model: Layer, description: Description) -> Paired | None:
        """Give all layers their weights at once, by what the file says of itself; None where it says nothing more."""
        ...

    def leftovers(self) -> tuple[Leftover, ...]:
        """What belongs to no layer."""
        ...


def fit_of(paired: Paired) -> Fit:
    """A single layer that was paired as a model is."""
    refusals = [finding for finding in paired.findings if finding.severity is Severity.REFUSAL]
    if refusals:
        return Fit(None, "; ".join(dict.fromkeys(finding.found for finding in refusals)))
    extra = [left for left in paired.leftovers if not left.reason.startswith(("the state of", "optimizer"))]
    if extra:
        return Fit(None, f"{len(extra)} tensors more than the layer has")
    return Fit(paired.model, findings=paired.findings)
