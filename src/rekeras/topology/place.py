"""Where in an architecture the reading is, and what it noticed so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rekeras.archive import Address, show_address
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits
from rekeras.records import Finding, Severity


@dataclass
class _Noticed:
    findings: list[Finding] = field(default_factory=list)
    layers: int = 0


@dataclass(frozen=True)
class Place:
    """One layer's place while the architecture is read.

    Attributes:
        path: The file, for messages.
        limits: What it may ask for.
        address: Names of the layers from the outermost in.
        noticed: What all places of this file noticed.
        version: Of the Keras that wrote it; empty where unknown.
    """

    path: Path
    limits: Limits
    address: Address = ()
    noticed: _Noticed = field(default_factory=_Noticed)
    version: tuple[int, ...] = ()

    def inside(self, name: str) -> Place:
        """The place of an inner layer; counts it against the limit."""
        self.noticed.layers += 1
        self.limits.require("number of layers", self.noticed.layers, self.limits.layers, self.path)
        return Place(self.path, self.limits, (*self.address, name), self.noticed, self.version)

    def at(self, name: str) -> Place:
        """The place of an inner layer, for messages."""
        return Place(self.path, self.limits, (*self.address, name), self.noticed, self.version)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed, in order."""
        return tuple(self.noticed.findings)

    def notice(self, code: str, severity: Severity, found: str, *, expected: str = "", advice: str = "") -> None:
        """Record a finding at this place."""
        self.noticed.findings.append(Finding(code, severity, show_address(self.address), found, expected, advice))

    def unreadable(self, found: str, *, expected: str = "", advice: str = "") -> UnreadableFileError:
        """The error for an architecture that makes no sense here."""
        return UnreadableFileError(
            f"{self.path}: {show_address(self.address)}", found, expected=expected, advice=advice
        )
