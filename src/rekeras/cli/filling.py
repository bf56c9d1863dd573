"""Putting weights into an architecture, as ``rekeras weights`` and ``rekeras convert --architecture`` do."""

from __future__ import annotations

from pathlib import Path

from rekeras.cli import output
from rekeras.cli.exit_codes import DONE, NEEDS_A_PERSON, NOT_DONE
from rekeras.cli.progress import Progress


def fill(  # noqa: PLR0913 - as the command
    source: Path,
    into: str,
    target: Path | None,
    *,
    by_name: bool = False,
    partial: bool = False,
    source_backend: str = "",
    force: bool = False,
    as_json: bool = False,
) -> int:
    """Put weights into an architecture, print the report, and return the exit code."""
    from rekeras.fitting.report import WeightsDoNotFitError
    from rekeras.report import render
    from rekeras.weights import put_weights

    form = output.form(as_json)
    try:
        with Progress(source.name) as progress:
            report = put_weights(
                source,
                into,
                target,
                by_name=by_name,
                partial=partial,
                source_backend=source_backend,
                overwrite=force,
                on_stage=progress.stage,
            )
    except WeightsDoNotFitError as refused:
        output.result(render("weights", refused.report, form))
        return NOT_DONE
    output.result(render("weights", report, form))
    return NEEDS_A_PERSON if report.needs_a_person else DONE
