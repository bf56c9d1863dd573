"""Converts genuine files of every era in the zoo, runs them in real Keras and prints the proof.

Run from the project's folder: python -m scripts.run_demo
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.table import Table

from rekeras.pipeline import convert
from rekeras.records import CheckResult, Outcome, Report
from rekeras.runner.installed import installed_backends
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from tests import zoo

OUTPUT = zoo.ROOT / "demo-output"
SHOWN = ("embedding_mask_lstm.h5", "dense.json", "nested_twice.h5")
"""Recurrent layers with masks, an architecture in text with its weights in a second file, models inside models."""


def main() -> int:
    """Convert, verify, print; 0 where everything agrees."""
    members = [member for member in zoo.members() if member.file in SHOWN and not member.refused]
    shutil.rmtree(OUTPUT, ignore_errors=True)
    table = Table(
        title="Old files, now Keras 3: worst difference from what their own framework computed, relative to its size",
        title_justify="left",
    )
    for heading in ("era", "file", "changes", "tensors", *installed_backends()):
        table.add_column(heading)
    failed = 0
    started = time.monotonic()
    with ExitStack() as stack:
        processes = {name: stack.enter_context(KerasProcess(name)) for name in installed_backends()}
        for member in members:
            report, checks = _convert(member, processes)
            failed += any(check.outcome is Outcome.FAILED for check in checks)
            table.add_row(*_row(member, report, checks))
    console = Console(width=120)
    console.print(table)
    console.print(_summary(len(members), failed, time.monotonic() - started))
    return 1 if failed or not members else 0


def _convert(member: zoo.Member, processes: Mapping[str, KerasProcess]) -> tuple[Report, tuple[CheckResult, ...]]:
    target = OUTPUT / member.archive / Path(member.file).with_suffix(".keras").name
    target.parent.mkdir(parents=True, exist_ok=True)
    report = convert(member.path, target, weights=member.weights)
    return report, verify_in(processes, member.path, target, weights=member.weights, inputs=member.recording)


def _row(member: zoo.Member, report: Report, checks: tuple[CheckResult, ...]) -> list[str]:
    totals = ", ".join(f"{count} {fate}" for fate, count in report.tensor_totals().items() if count)
    closeness = {check.backend: check for check in checks if check.check == "outputs_close"}
    cells = []
    for backend in installed_backends():
        worst = [check for check in checks if check.backend == backend and check.outcome is Outcome.FAILED]
        cells.append(
            worst[0].detail if worst else closeness[backend].detail.removeprefix("worst difference ").partition(",")[0]
        )
    return [member.archive, member.file, str(len(report.changes)), totals, *cells]


def _summary(count: int, failed: int, seconds: float) -> str:
    eras = len(zoo.eras())
    verdict = "all agree" if not failed else f"{failed} do NOT agree"
    return f"{count} files of {eras} eras in {seconds:.0f} s: {verdict}. The converted files are in {OUTPUT.name}/."


if __name__ == "__main__":
    sys.exit(main())
