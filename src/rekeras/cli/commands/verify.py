"""``rekeras verify``."""

from __future__ import annotations

from pathlib import Path

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE, NEEDS_A_PERSON
from rekeras.cli.progress import Progress


@click.command()
@click.argument("old", type=options.FILE)
@click.argument("new", type=options.FILE)
@options.weights
@options.source_backend
@options.data_format
@options.lambdas
@options.custom
@options.inputs
@options.resume
@options.backends
@options.as_json
def command(  # noqa: PLR0913, PLR0917 - one argument for each option
    old: Path,
    new: Path,
    weights: Path | None,
    source_backend: str,
    data_format: str,
    lambdas: dict[str, str],
    custom: tuple[str, ...],
    inputs: Path | None,
    resume: Path | None,
    backends: tuple[str, ...],
    as_json: bool,
) -> int:
    """Show that NEW is the same model as OLD.

    Every tensor is accounted for, NEW loads in Keras on each installed backend, the backends agree with each other,
    and with recorded outputs where --inputs has them. With --resume, training goes on as it was recorded in the old
    framework: losses and weights of the next steps. Needs Keras 3 and a backend.

    \b
      rekeras verify old.h5 old.keras
      rekeras verify old.h5 old.keras --inputs recorded.npz --backend jax --backend torch
      rekeras verify old.h5 old.keras --resume next-steps.npz
    """
    from rekeras.records import Outcome
    from rekeras.report import render
    from rekeras.verify import verify

    with Progress(new.name) as progress:
        progress.stage("verifying")
        checks = verify(
            old,
            new,
            weights=weights,
            source_backend=source_backend,
            data_format=data_format,
            lambdas=lambdas,
            custom=custom,
            inputs=inputs,
            resume=resume,
            backends=backends or None,
        )
    output.result(render("checks", checks, output.form(as_json)))
    return NEEDS_A_PERSON if any(check.outcome is Outcome.FAILED for check in checks) else DONE
