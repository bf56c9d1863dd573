"""``rekeras rules``."""

from __future__ import annotations

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE


@click.command()
@options.as_json
def command(as_json: bool) -> int:
    """List the changes in Keras that are known.

    Oldest first: each is one rule of the upgrade, with how much of the old numbers it keeps.
    """
    from rekeras.report import render
    from rekeras.upgrade import rules

    output.result(render("rules", rules(), output.form(as_json)))
    return DONE
