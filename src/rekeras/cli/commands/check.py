"""``rekeras check``."""

from __future__ import annotations

from pathlib import Path

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE, NEEDS_A_PERSON
from rekeras.cli.progress import Progress


@click.command()
@options.source
@options.weights
@options.source_backend
@options.lambdas
@options.custom
@options.as_json
def command(
    source: Path,
    weights: Path | None,
    source_backend: str,
    lambdas: dict[str, str],
    custom: tuple[str, ...],
    as_json: bool,
) -> int:
    """Say what Keras 3 would refuse or get wrong.

    A change that convert takes care of is a finding too. Nothing is written.

    Exit code 0: nothing found, 1: findings, 2: FILE cannot be read.

    \b
      rekeras check old.h5
      rekeras check model.json --weights model_weights.h5 --json
    """
    from rekeras.pipeline import check
    from rekeras.report import render

    with Progress(source.name) as progress:
        report = check(
            source,
            weights=weights,
            source_backend=source_backend,
            lambdas=lambdas,
            custom=custom,
            on_stage=progress.stage,
        )
    output.result(render("check", report, output.form(as_json)))
    return NEEDS_A_PERSON if report.needs_a_person or report.changes else DONE
