"""What the stages say: plain records, rendered elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any


class Safety(Enum):
    """How much a rule keeps of what the old framework computed."""

    LOSSLESS = "lossless"
    """Bit for bit: no number changes."""
    EXACT = "exact"
    """The same function, rounding aside."""
    LOSSY = "lossy"
    """Something is lost; the change says what."""
    MANUAL = "manual"
    """A person has to do something."""


class Severity(Enum):
    """What a finding means for the result."""

    NOTE = "note"
    """Good to know; the result is right."""
    ATTENTION = "attention"
    """The model converts, but something needs a person."""
    REFUSAL = "refusal"
    """The model cannot be converted while this stands."""


@dataclass(frozen=True)
class Change:
    """One thing a rule did to one layer.

    Attributes:
        rule: Name of the rule (its file name).
        where: Address of the layer, outermost first (``encoder / lstm_1``).
        what: Sentence for people.
        safety: What the change keeps.
        before: Config keys that the rule removed or changed, with their old values.
        after: Config keys that the rule added or changed, with their new values.
        tensors: Names of the source tensors whose values or shapes the rule changed.
    """

    rule: str
    where: str
    what: str
    safety: Safety
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    tensors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something a person should know, with what to do about it.

    Attributes:
        code: Stable short name (``unknown_layer``), for machines and for ``rekeras explain``.
        severity: What it means for the result.
        where: Address of the layer, key or tensor.
        found: What stands there.
        expected: What was expected instead; empty where nothing definite was.
        advice: What to do.
    """

    code: str
    severity: Severity
    where: str
    found: str
    expected: str = ""
    advice: str = ""

    def sentence(self) -> str:
        """The finding as one line of text."""
        text = f"{self.where}: {self.found}" if self.where else self.found
        if self.expected:
            text += f" (expected: {self.expected})"
        return f"{text}. {self.advice}" if self.advice else text


@dataclass(frozen=True)
class TensorFate:
    """Where one tensor of the source file went.

    Attributes:
        source: Its name in the source file.
        fate: ``kept`` (bit for bit), ``changed`` or ``dropped``.
        target: Its place in the result; empty when dropped.
        reason: The rule that changed it, or why it was dropped.
    """

    source: str
    fate: str
    target: str = ""
    reason: str = ""


class Outcome(Enum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class CheckResult:
    """One thing that must hold of the result.

    Attributes:
        check: Name of the check (its file name).
        outcome: How it ended.
        detail: What was measured, or the reason for skipping.
        backend: The Keras backend it ran on, where it ran on one.
    """

    check: str
    outcome: Outcome
    detail: str
    backend: str = ""


@dataclass(frozen=True)
class Report:
    """What a conversion, or a check without writing, did and found.

    Attributes:
        source: The file that was read.
        source_format: Name of the reader, with what the file says of its origin.
        target: The file that was written; None when nothing was.
        changes: What the rules did, oldest change of Keras first.
        findings: What needs attention.
        tensors: The fate of every tensor of the source.
        created: Places in the result whose tensors the source did not have (random seeds), by place.
        checks: Results of the verification, where it ran.
        oldest_keras: The oldest Keras that reads the result.
        config_keys: How many config keys of the source were kept, changed and dropped.
        beside: Other files of the result.
        target_format: What the result is, and who reads it; empty for a file of Keras 3.
    """

    source: Path
    source_format: str
    target: Path | None
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    tensors: tuple[TensorFate, ...] = ()
    created: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    oldest_keras: str = "3.0"
    config_keys: Mapping[str, int] = field(default_factory=dict)
    beside: tuple[Path, ...] = ()
    target_format: str = ""

    @property
    def refused(self) -> bool:
        """Whether the model cannot be converted as it is."""
        return any(finding.severity is Severity.REFUSAL for finding in self.findings)

    @property
    def needs_a_person(self) -> bool:
        """Whether anything is left for a person to do."""
        return (
            any(finding.severity is not Severity.NOTE for finding in self.findings)
            or any(check.outcome is Outcome.FAILED for check in self.checks)
            or any(change.safety in (Safety.LOSSY, Safety.MANUAL) for change in self.changes)
        )

    def tensor_totals(self) -> dict[str, int]:
        """Number of source tensors by fate; the values add up to the number of tensors in the source."""
        totals = {"kept": 0, "changed": 0, "dropped": 0}
        for tensor in self.tensors:
            totals[tensor.fate] += 1
        return totals
