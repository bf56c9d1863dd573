"""``rekeras code``."""

from __future__ import annotations

from pathlib import Path

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE, NEEDS_A_PERSON, NOT_DONE


@click.command()
@click.argument("paths", nargs=-1, required=True, type=options.FILE, metavar="PATH...")
@click.option("--write", is_flag=True, help="Put the new code in the place of the old.")
@click.option("--diff", is_flag=True, help="Show every change, as `patch` takes it.")
@options.as_json
def command(paths: tuple[Path, ...], write: bool, diff: bool, as_json: bool) -> int:
    """Bring Python source to Keras 3.

    PATH is a file, a notebook, or a folder of them, written for Keras 1, Keras 2, tf.keras or tf_keras. Nothing of it
    is run. What has no safe translation stays as it is, and is listed. Exit code 1: something is left for a person;
    2: a file could not be read.

    \b
      rekeras code my_layers.py
      rekeras code my_layers.py --diff
      rekeras code src/ notebooks/ --write
    """
    from rekeras.report import render
    from rekeras.source.files import migrate_code
    from rekeras.views.code import diff as diff_of

    report = migrate_code(*paths, write=write)
    if diff and not as_json:
        output.result("".join(map(diff_of, report.files)).removesuffix("\n"))
        output.talk(render("code", report, "text"))
    else:
        output.result(render("code", report, output.form(as_json)))
    if report.unreadable:
        return NOT_DONE
    return NEEDS_A_PERSON if any(file.findings for file in report.files) else DONE
