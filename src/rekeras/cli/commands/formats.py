"""``rekeras formats``."""

from __future__ import annotations

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE


@click.command()
@options.as_json
def command(as_json: bool) -> int:
    """List the source formats that are read, and the targets that are written."""
    from rekeras.read import readers
    from rekeras.report import render
    from rekeras.views.formats import Formats
    from rekeras.write import writers

    output.result(render("formats", Formats(readers(), writers()), output.form(as_json)))
    return DONE
