"""All backends compute the same from the same inputs, recorded or made up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rekeras.checks._case import Case, Check, Run
from rekeras.checks._closeness import distance, tolerance
from rekeras.records import CheckResult


def judge(check: Check, case: Case) -> Iterator[CheckResult]:
    """One result for all backends together, worst pair first."""
    for backend, run in case.runs.items():
        if run.failed_at == "call" and not (case.recording and case.recording.outputs):
            yield check.skipped(case.beyond(backend, run) or f"could not be called: {run.reason()}", backend)
    called = {backend: run for backend, run in case.runs.items() if run.outputs}
    if len(called) < 2:
        yield check.skipped("needs two backends on which the model can be called")
        return
    yield _compare(check, called, tolerance(case.upgraded.model))


def _compare(check: Check, called: dict[str, Run], allowed: float) -> CheckResult:
    pairs = {
        (one, other): distance(called[one].outputs, called[other].outputs)
        for one, other in combinations(sorted(called), 2)
    }
    (one, other), worst = max(pairs.items(), key=lambda item: item[1].worst)
    if worst.worst <= allowed:
        return check.passed(f"{', '.join(called)}: worst difference {worst.worst:.1e}, allowed {allowed:.0e}")
    return check.failed(f"{one} and {other} differ by {worst.worst:.1e} ({worst.where}), allowed {allowed:.0e}")


check = Check(__name__, judge)
