"""What putting weights into an architecture did, layer by layer, and why something does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from rekeras.errors import ModelRefusedError
from rekeras.records import Change, Finding, Severity, TensorFate

Shape = tuple[int | None, ...] | None


class Fate(Enum):
    """What became of one layer."""

    PUT = "put"
    """It has the weights of the file."""
    DIFFERS = "differs"
    """The file has weights that belong there, by name or order, and do not fit."""
    MISSING = "missing"
    """The file has nothing for it."""
    LEFT = "left"
    """The file has weights for which the architecture has no layer."""


@dataclass(frozen=True)
class LayerFate:
    """A layer of the architecture beside what the file holds for it.

    Attributes:
        where: Address of the layer; empty where the architecture has none.
        class_name: Its class; that of the file's layer, as far as known, where the architecture has none.
        variables: Name and shape of each variable that it has; None for unknown sizes.
        source: What the file calls the layer; empty where it has none, or does not name layers.
        tensors: Name and shape of each tensor of the file.
        fate: What became of it.
        problem: Why it does not fit.
        values_from: Where the values of a layer come from that got none of the file.
    """

    where: str
    class_name: str
    variables: tuple[tuple[str, Shape], ...]
    source: str
    tensors: tuple[tuple[str, tuple[int, ...]], ...]
    fate: Fate
    problem: str = ""
    values_from: str = ""


@dataclass(frozen=True)
class WeightsReport:
    """What putting weights into an architecture did.

    Attributes:
        source: The file with the weights.
        source_format: What it is, with what it says of its origin.
        architecture: The architecture: a file, or ``module:function``.
        target: The file that was written; None when nothing was.
        matched_by: How layers were told: ``names``, ``order`` or ``places``.
        layers: Every layer that has variables, and every layer of the file that no layer of the architecture is.
        changes: What the rules did to the weights.
        findings: What a person should know.
        causes: Why it probably does not fit, where it does not.
        tensors: The fate of every tensor of the file.
    """

    source: Path
    source_format: str
    architecture: str
    target: Path | None
    matched_by: str
    layers: tuple[LayerFate, ...]
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    causes: tuple[Finding, ...] = ()
    tensors: tuple[TensorFate, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was put anywhere."""
        return any(finding.severity is Severity.REFUSAL for finding in self.findings)

    @property
    def untouched(self) -> tuple[str, ...]:
        """Addresses of the layers that got no weights of the file."""
        return tuple(layer.where for layer in self.layers if layer.where and layer.fate is not Fate.PUT)

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is left for a person to do."""
        return any(finding.severity is not Severity.NOTE for finding in self.findings)

    def totals(self) -> dict[str, int]:
        """Number of layers by fate."""
        counted = {fate.value: 0 for fate in Fate}
        for layer in self.layers:
            counted[layer.fate.value] += 1
        return counted


class WeightsDoNotFitError(ModelRefusedError):
    """The weights are not those of the architecture; the report lays both side by side.

    Attributes:
        report: Every layer of both sides, and the likely causes.
    """

    def __init__(self, report: WeightsReport) -> None:
        self.report = report
        refusals = [finding for finding in report.findings if finding.severity is Severity.REFUSAL]
        super().__init__(report.source, refusals)
        lines = (f"  - {finding.sentence()}" for finding in (*report.causes, *refusals))
        head = f"{report.source}: does not fit {report.architecture}:"
        self.args = ("\n".join((head, *lines, "Nothing was changed.")),)
