"""What the matrix found, as it stands in docs/reference/conformance.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rekeras.records import Outcome
from scripts.matrix_runs import Ran

RESULTS = Path(__file__).resolve().parents[1] / "docs" / "reference" / "conformance.json"
VERSIONS = ("3.0.5", "3.3.3", "3.5.0", "3.8.0", "3.12.0", "3.15.1")
NEWEST = VERSIONS[-1]
BACKENDS = ("jax", "torch", "tensorflow")
CELLS = tuple(f"{version}/{backend}" for version in VERSIONS for backend in BACKENDS)
NOT_RUN = "not run"


@dataclass(frozen=True)
class Entry:
    """What became of one genuine file.

    Attributes:
        outcome: ``agrees`` or ``refused``.
        key: Stands for what was run: the converted file, its inputs and its recording.
        codes: Codes of the findings, where it was refused.
        oldest_keras: The oldest Keras 3 that the report promises.
        told: Cells (``3.0.5/torch``) in which Keras itself is off, as the report says.
        worst: Largest scaled difference from the recording, over all runs that agree.
        problems: Where it does not agree, and why.
        limits: Where this version or backend cannot run such a model, or makes a mistake, and the report says so.
        not_run: Where it has not run: these never count as agreeing.
    """

    outcome: str
    key: str = ""
    codes: tuple[str, ...] = ()
    oldest_keras: str = "3.0"
    told: tuple[str, ...] = ()
    worst: float = 0.0
    problems: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    not_run: tuple[str, ...] = ()

    def agrees_in(self, cell: str) -> bool:
        """Whether it ran there and computed the same."""
        silent = cell not in self.problems and cell not in self.limits and cell not in self.not_run
        return self.outcome == "agrees" and silent

    def with_runs(self, found: Mapping[str, Ran | None], known: Entry | None) -> Entry:
        """Add the results of its cells; where there is none, what an earlier entry for the same file says."""
        if self.outcome == "refused":
            return self
        entry = replace(self, worst=known.worst if known else 0.0)
        for cell, ran in found.items():
            if ran is not None:
                entry = entry._with_run(cell, ran)
            elif known is None or cell in known.not_run:
                entry = replace(entry, not_run=(*entry.not_run, cell))
            elif cell in known.limits or cell in known.problems:
                text = known.limits.get(cell) or known.problems[cell]
                entry = entry._with_run(cell, Ran(Outcome.FAILED.value, text))
        return entry

    def _with_run(self, cell: str, ran: Ran) -> Entry:
        if ran.agrees:
            return replace(self, worst=max(self.worst, ran.worst))
        version = tuple(int(part) for part in cell.partition("/")[0].split("."))
        oldest = tuple(int(part) for part in self.oldest_keras.split("."))
        if version[: len(oldest)] < oldest:
            return replace(self, limits={**self.limits, cell: f"needs Keras {self.oldest_keras}"})
        if ran.outcome == Outcome.SKIPPED.value or cell in self.told:
            return replace(self, limits={**self.limits, cell: ran.detail})
        return replace(self, problems={**self.problems, cell: ran.detail})


def load() -> dict[str, Entry]:
    """The results, by era and file."""
    return read(RESULTS.read_text(encoding="utf-8"))


def read(text: str) -> dict[str, Entry]:
    """Results from their text."""
    return {
        name: Entry(
            values["outcome"],
            values.get("key", ""),
            tuple(values.get("codes", ())),
            values.get("oldest_keras", "3.0"),
            tuple(values.get("told", ())),
            values.get("worst", 0.0),
            _by_cell(values.get("problems", {})),
            _by_cell(values.get("limits", {})),
            tuple(cell for cell in CELLS if cell not in values.get("ran", CELLS)),
        )
        for name, values in json.loads(text).items()
    }


def save(entries: Mapping[str, Entry]) -> str:
    """Results as text: a line each, without what is empty, every reason once."""
    lines = []
    for name, entry in sorted(entries.items()):
        values: dict[str, Any] = {
            "outcome": entry.outcome,
            "key": entry.key,
            "codes": entry.codes,
            "oldest_keras": "" if entry.oldest_keras == "3.0" else entry.oldest_keras,
            "told": entry.told,
            "worst": float(f"{entry.worst:.1e}"),
            "problems": _by_reason(entry.problems),
            "limits": _by_reason(entry.limits),
        }
        content = {key: value for key, value in values.items() if value}
        if entry.not_run:
            content["ran"] = [cell for cell in CELLS if cell not in entry.not_run]
        lines.append(f"  {json.dumps(name)}: {json.dumps(content, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _by_reason(reasons: Mapping[str, str]) -> dict[str, list[str]]:
    cells: dict[str, list[str]] = {}
    for cell, reason in sorted(reasons.items()):
        cells.setdefault(reason, []).append(cell)
    return cells


def _by_cell(reasons: Mapping[str, list[str]]) -> dict[str, str]:
    return {cell: reason for reason, cells in reasons.items() for cell in cells}
