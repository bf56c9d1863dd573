"""The outputs are those that the old framework recorded, within 1e-5 of each output's largest value."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.checks._case import Case, Check, Recording, Run
from rekeras.checks._closeness import distance, tolerance
from rekeras.records import CheckResult


def judge(check: Check, case: Case) -> Iterator[CheckResult]:
    """One result a backend on which the file loads."""
    if case.recording is None or not case.recording.outputs:
        yield check.skipped("nobody recorded what the old framework computed")
        return
    allowed = tolerance(case.upgraded.model)
    for backend, run in case.runs.items():
        if run.failed_at == "call":
            nothing = "" if any(y.size for y in case.recording.outputs) else "the recorded outputs are empty"
            reason = nothing or case.beyond(backend, run)
            yield check.skipped(reason, backend) if reason else check.failed(run.reason(), backend)
        elif not run.failed_at:
            yield _compare(check, backend, run, case.recording, allowed)


def _compare(check: Check, backend: str, run: Run, recording: Recording, allowed: float) -> CheckResult:
    if recording.output_names and run.output_names != recording.output_names:
        return check.failed(f"the outputs are called {run.output_names}, not {recording.output_names}", backend)
    measured = distance(run.outputs, recording.outputs)
    if measured.worst <= allowed:
        return check.passed(f"worst difference {measured.worst:.1e}, allowed {allowed:.0e}", backend)
    if measured.worst == float("inf"):
        return check.failed(measured.where, backend)
    return check.failed(f"{measured.where} differs by {measured.worst:.1e}, allowed {allowed:.0e}", backend)


check = Check(__name__, judge)
