"""``rekeras explain``."""

from __future__ import annotations

import sys

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE, NEEDS_A_PERSON

LONGEST = 2**20
"""Characters of a pasted text that are read."""


@click.command()
@click.argument("text", metavar="TEXT")
@options.as_json
def command(text: str, as_json: bool) -> int:
    """Say what a loading error means.

    TEXT is the error, or a whole traceback; with - it is read from stdin. Exit code 1: the error is not known.

    \b
      rekeras explain "Unrecognized keyword arguments passed to LSTM: {'time_major': False}"
      python train.py 2>&1 | rekeras explain -
    """
    from rekeras.explain import explain
    from rekeras.report import render

    explanations = explain(sys.stdin.read(LONGEST) if text == "-" else text)
    output.result(render("explanations", explanations, output.form(as_json)))
    return DONE if explanations else NEEDS_A_PERSON
