"""Keras 3 loads the file: ``safe_mode=True``, no custom objects, no network, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.checks._case import Case, Check
from rekeras.records import CheckResult


def judge(check: Check, case: Case) -> Iterator[CheckResult]:
    """One result a backend."""
    for backend in case.missing:
        yield check.skipped("this backend is not installed", backend)
    for backend, run in case.runs.items():
        if not run.failed_at or run.failed_at == "call":
            yield check.passed(f"Keras {run.keras}, {run.parameters:,} parameters", backend)
        elif reason := case.beyond(backend, run):
            yield check.skipped(reason, backend)
        else:
            yield check.failed(f"Keras {run.keras}: {run.reason()}".removeprefix("Keras : "), backend)


check = Check(__name__, judge)
