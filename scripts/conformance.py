"""What the matrix found, as it stands in docs/reference/conformance.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[1] / "docs" / "reference" / "conformance.json"
VERSIONS = ("3.0.5", "3.3.3", "3.5.0", "3.8.0", "3.12.0", "3.15.1")
NEWEST = VERSIONS[-1]
BACKENDS = ("jax", "torch", "tensorflow")


@dataclass(frozen=True)
class Entry:
    """What became of one genuine file.

    Attributes:
        outcome: ``agrees`` or ``refused``.
        codes: Codes of the findings, where it was refused.
        oldest_keras: The oldest Keras 3 that the report promises.
        worst: Largest scaled difference from the recording, over all runs that agree.
        problems: Where it does not agree (``3.0.5/torch``), and why.
        limits: Where this version or backend cannot run such a model, and why.
    """

    outcome: str
    codes: tuple[str, ...] = ()
    oldest_keras: str = ""
    worst: float = 0.0
    problems: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)

    def with_run(self, worst: float, problem: tuple[str, str, bool] | None) -> Entry:
        """Add one run: its difference, or where and why it has none, and whether that is a limit of Keras."""
        if problem is None:
            return replace(self, worst=max(self.worst, worst))
        where, text, is_limit = problem
        version = tuple(int(part) for part in where.partition("/")[0].split("."))
        oldest = tuple(int(part) for part in self.oldest_keras.split("."))
        if version[: len(oldest)] < oldest:
            is_limit, text = True, f"needs Keras {self.oldest_keras}"
        if is_limit:
            return replace(self, limits={**self.limits, where: text})
        return replace(self, problems={**self.problems, where: text})


def load() -> dict[str, Entry]:
    """Read the results, by era and file."""
    entries = json.loads(RESULTS.read_text(encoding="utf-8"))
    return {name: Entry(**{**entry, "codes": tuple(entry.get("codes", ()))}) for name, entry in entries.items()}


def save(entries: Mapping[str, Entry]) -> None:
    """Write the results, a line each, without what is empty."""
    lines = []
    for name, entry in sorted(entries.items()):
        values = asdict(entry) | {"worst": float(f"{entry.worst:.1e}")}
        content = {
            key: value for key, value in values.items() if value or (key == "worst" and entry.outcome == "agrees")
        }
        lines.append(f"  {json.dumps(name)}: {json.dumps(content, ensure_ascii=False, sort_keys=True)}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
