"""Options that several commands have, spelled once."""

from __future__ import annotations

from pathlib import Path

import click

from rekeras.registry import unit_names

FILE = click.Path(path_type=Path)
"""Any path: whether it exists and can be read is said by whoever opens it, in better words than click's."""

source = click.argument("source", type=FILE, metavar="FILE")
weights = click.option(
    "--weights", type=FILE, metavar="FILE", help="The weights, where FILE holds only the architecture."
)
source_backend = click.option(
    "--source-backend",
    type=click.Choice(["theano", "tensorflow", "cntk"]),
    callback=lambda _context, _option, value: value or "",
    help="What FILE was written with, where it does not say so itself (Keras 1).",
)
data_format = click.option(
    "--data-format",
    type=click.Choice(["channels_last"]),
    callback=lambda _context, _option, value: value or "",
    help="The same function on inputs with channels last, for models that have them first.",
)
to = click.option(
    "--to",
    type=click.Choice(unit_names("rekeras.writers")),
    callback=lambda _context, _option, value: value or "",
    help="What to write; by default what the name of OUT ends with says, and else keras_v3.",
)
keras = click.option(
    "--keras",
    metavar="3.N",
    default="",
    callback=lambda _context, _option, value: _minor_version(value),
    help="The Keras that must read the result; what it does not know is refused by name.",
)
require_optimizer = click.option(
    "--require-optimizer",
    is_flag=True,
    help="Refuse a model whose optimizer cannot go on where it was; else it begins anew, and the report says why.",
)
lambdas = click.option(
    "--lambda",
    "lambdas",
    multiple=True,
    metavar="NAME=FILE.py:FUNCTION | NAME=MODULE:FUNCTION",
    callback=lambda _context, _option, values: _by_layer(values),
    help="This function for the Lambda layer or the activation NAME; its file is read, not run. May be repeated.",
)
custom = click.option(
    "--custom",
    "custom",
    multiple=True,
    metavar="FILE.py|MODULE[:CLASS[=OTHER]]",
    help="Your own classes, in Keras 3: imported and run, in a process of its own. May be repeated.",
)
migrate = click.option(
    "--migrate", is_flag=True, help="First migrate the files of --custom, as `rekeras code` does, to copies beside OUT."
)
inputs = click.option(
    "--inputs", type=FILE, metavar="FILE.npz", help="Inputs x0, x1 ... and, if known, recorded outputs y0, y1 ..."
)
resume = click.option(
    "--resume",
    type=FILE,
    metavar="DATA.npz",
    help="How training went on in the old framework: inputs x0 ..., targets t0 ..., losses, weights w10_0 ...",
)
backends = click.option(
    "--backend",
    "backends",
    multiple=True,
    type=click.Choice(["jax", "torch", "tensorflow", "openvino"]),
    help="Run on this backend; may be repeated. By default on every installed one.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


def _minor_version(value: str) -> str:
    from rekeras.keras3.newer import minor_version

    try:
        return minor_version(value) if value else ""
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--keras") from problem


def _by_layer(values: tuple[str, ...]) -> dict[str, str]:
    given = {}
    for value in values:
        name, equals, place = value.partition("=")
        if not (name and equals and place):
            raise click.BadParameter(f"{value!r} is not of the form NAME=FILE.py:FUNCTION", param_hint="--lambda")
        given[name] = place
    return given
