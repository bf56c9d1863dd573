"""``rekeras inspect``."""

from __future__ import annotations

from pathlib import Path

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE


@click.command()
@options.source
@options.weights
@options.as_json
def command(source: Path, weights: Path | None, as_json: bool) -> int:
    """Show what is inside FILE.

    Format, version, layers, shapes, parameters, custom objects. Code in the file (Lambda layers) is named, never run.

    \b
      rekeras inspect old.h5
      rekeras inspect old.h5 --json
    """
    from rekeras.inspect import inspect
    from rekeras.report import render

    output.result(render("inspection", inspect(source, weights=weights), output.form(as_json)))
    return DONE
