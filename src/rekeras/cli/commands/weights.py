"""``rekeras weights``."""

from __future__ import annotations

from pathlib import Path

import click

from rekeras.cli import options


@click.command()
@options.source
@click.option(
    "--into",
    required=True,
    metavar="NEW.keras|MODEL.json|MODULE:FUNCTION",
    help="The Keras 3 model that gets the weights; a function without arguments that returns it is called.",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=options.FILE,
    metavar="OUT.keras|OUT.weights.h5",
    help="Without it, nothing is written: only what fits is said.",
)
@click.option("--by-name", is_flag=True, help="Tell layers by their names alone; others in FILE are left.")
@click.option("--partial", is_flag=True, help="Put what fits; other layers keep the values that NEW.keras has.")
@options.source_backend
@click.option("--force", is_flag=True, help="Overwrite the output.")
@options.as_json
def command(  # noqa: PLR0913, PLR0917 - one argument for each option
    source: Path,
    into: str,
    target: Path | None,
    by_name: bool,
    partial: bool,
    source_backend: str,
    force: bool,
    as_json: bool,
) -> int:
    """Put the weights of FILE into a Keras 3 model.

    FILE is any file with weights: HDF5 of any Keras, .weights.h5, a TensorFlow checkpoint, a SavedModel, .keras,
    model.json of TensorFlow.js, .npz. Layers are told by their names where both sides have the same, else by their
    order, and every shape must fit. Where one does not, both sides are shown next to each other, nothing is written,
    and the exit code is 2.

    \b
      rekeras weights old_weights.h5 --into new.keras -o filled.keras
      rekeras weights old_weights.h5 --into my_models:build -o filled.weights.h5
      rekeras weights checkpoint/model.index --into new.keras -o filled.keras
      rekeras weights vgg16.h5 --into new.keras --by-name -o filled.keras
      rekeras weights old.h5 --into new.keras             only says what fits
    """
    from rekeras.cli.filling import fill

    return fill(
        source,
        into,
        target,
        by_name=by_name,
        partial=partial,
        source_backend=source_backend,
        force=force,
        as_json=as_json,
    )
