"""``rekeras formats``."""

from __future__ import annotations

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE


@click.command()
@options.as_json
def command(as_json: bool) -> int:
    """List the source formats that are read."""
    from rekeras.read import readers
    from rekeras.report import render

    output.result(render("formats", readers(), output.form(as_json)))
    return DONE
