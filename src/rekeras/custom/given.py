"""Code as it was given, or as it was migrated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rekeras.records import Finding, Report

if TYPE_CHECKING:
    from rekeras.custom.sources import CodeSource


@dataclass(frozen=True)
class GivenCode:
    """What to import.

    Attributes:
        sources: Files and modules.
        findings: Which file classes were migrated to, and what that left for a person.
    """

    sources: Sequence[str | Path | CodeSource]
    findings: tuple[Finding, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """As ``--custom`` takes them."""
        return tuple(str(source) if isinstance(source, str | Path) else source.option for source in self.sources)

    def added_to(self, report: Report) -> Report:
        """A report that says so, too."""
        return replace(report, findings=(*report.findings, *self.findings))
