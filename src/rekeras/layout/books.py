"""What was done to which layer on the walk, for the report and for accounting."""

from __future__ import annotations

from dataclasses import dataclass, field

from rekeras.archive import Address, Layer, show_address
from rekeras.layout.axes import Axes, between
from rekeras.records import Change, Finding, Safety, Severity
from rekeras.rules._rule import change_between

NAME = "data_format_channels_last"
ADVICE = "Convert without --data-format channels_last, and run the result where channels first can run (JAX, PyTorch)."


@dataclass
class Books:
    """Changes and refusals of one walk.

    Attributes:
        changes: One for each layer that was changed or made.
        findings: One refusal for each layer that cannot be moved.
        permutes: Addresses of the Permute layers that were put in between.
    """

    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    permutes: list[Address] = field(default_factory=list)

    def enter(self, address: Address, before: Layer, after: Layer) -> None:
        """Enter what became of a layer, if anything."""
        if after is not before:
            what = "Takes and gives channels last: the same numbers with their axes in another order."
            self.changes.append(change_between(NAME, address, before, after, what, Safety.EXACT))

    def refuse(self, address: Address, layer: Layer, why: str) -> None:
        """Enter that a layer cannot be moved."""
        found = f"{layer.class_name} cannot be put to channels_last: {why}"
        self.findings.append(Finding("data_format", Severity.REFUSAL, show_address(address), found, advice=ADVICE))

    def permute(self, name: str, now: Axes, wanted: Axes, address: Address, taken: set[str]) -> Layer:
        """A Permute for a tensor in one order that is wanted in another, named after a layer beside it."""
        free = base = f"{name}_permuted"
        while free in taken:
            free = f"{base}_{len(taken)}"
        taken.add(free)
        layer = Layer("Permute", free, {"dims": list(between(now, wanted)[1:])})
        self.permutes.append((*address, free))
        what = "Permute put in, where a layer takes its axes in another order."
        where = show_address((*address, free))
        self.changes.append(Change(NAME, where, what, Safety.EXACT, {}, dict(layer.config)))
        return layer
