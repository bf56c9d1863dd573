"""``rekeras convert``."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE, NEEDS_A_PERSON
from rekeras.cli.progress import Progress

if TYPE_CHECKING:
    from rekeras.custom.given import GivenCode


@click.command()
@options.source
@click.option("-o", "--output", "target", type=options.FILE, metavar="OUT", help="By default beside FILE.")
@options.to
@options.weights
@click.option(
    "--architecture",
    metavar="ARCH",
    help="The architecture, where FILE holds only weights: a file, or MODULE:FUNCTION that returns a Keras 3 model.",
)
@options.source_backend
@options.data_format
@options.lambdas
@options.custom
@options.migrate
@options.keras
@options.require_optimizer
@click.option("--force", is_flag=True, help="Overwrite OUT; FILE itself is never overwritten.")
@click.option("--verify", is_flag=True, help="Then load the result in Keras and compare it with FILE.")
@options.inputs
@options.backends
@click.option("--report", "report_file", type=options.FILE, metavar="OUT.json|.txt", help="Write the report here too.")
@options.as_json
def command(  # noqa: PLR0913, PLR0917 - one argument for each option
    source: Path,
    target: Path | None,
    to: str,
    weights: Path | None,
    architecture: str | None,
    source_backend: str,
    data_format: str,
    lambdas: dict[str, str],
    custom: tuple[str, ...],
    migrate: bool,
    keras: str,
    require_optimizer: bool,
    force: bool,
    verify: bool,
    inputs: Path | None,
    backends: tuple[str, ...],
    report_file: Path | None,
    as_json: bool,
) -> int:
    """Write FILE as a Keras 3 model, or as one of the other targets that `rekeras formats` lists.

    FILE is a whole model (HDF5, .keras, a SavedModel folder, model.json of TensorFlow.js), or an architecture in JSON
    or YAML with its weights beside it (HDF5, or a TensorFlow checkpoint).

    \b
      rekeras convert old.h5
      rekeras convert model.json --weights model_weights.h5 -o new.keras
      rekeras convert checkpoint/model.index --architecture my_models:build
      rekeras convert old.h5 --verify --inputs recorded.npz
      rekeras convert new.keras --keras 3.4
      rekeras convert old.h5 --to python
    """
    if (inputs or backends) and not verify:
        raise click.UsageError("--inputs and --backend are for --verify; add it.")
    if migrate and not custom:
        raise click.UsageError("--migrate is for the files of --custom; add it.")
    from rekeras.pipeline import convert
    from rekeras.report import form_of, render
    from rekeras.write import default_target

    if architecture and not Path(architecture).exists():
        only = {
            "--weights": weights,
            "--custom": custom,
            "--verify": verify,
            "--to": to,
            "--report": report_file,
            "--keras": keras,
        }
        if given := [name for name, value in {**only, "--data-format": data_format}.items() if value]:
            raise click.UsageError(f"{', '.join(given)} cannot be given together with --architecture MODULE:FUNCTION.")
        from rekeras.cli.filling import fill

        target = target or default_target(source)
        return fill(source, architecture, target, source_backend=source_backend, force=force, as_json=as_json)
    if architecture:
        target = target or default_target(source, to)
        source, weights = Path(architecture), source
    report_form = form_of(report_file) if report_file else ""
    code = _code(custom, (target or default_target(source, to)).parent, migrate=migrate, force=force)
    with _reported(source, report_file), Progress(source.name) as progress, code as own:
        converted = convert(
            source,
            target,
            to=to,
            weights=weights,
            source_backend=source_backend,
            data_format=data_format,
            lambdas=lambdas,
            custom=own.sources,
            keras=keras,
            require_optimizer=require_optimizer,
            overwrite=force,
            verify=verify,
            inputs=inputs,
            backends=backends or None,
            on_stage=progress.stage,
        )
        report = own.added_to(converted)
    output.result(render("conversion", report, output.form(as_json)))
    if report_file:
        output.write(report_file, render("conversion", report, report_form))
    if not verify and not as_json and not report.target_format:
        option = f" --data-format {data_format}" if data_format else ""
        option += "".join(f" --custom {shlex.quote(str(place))}" for place in own.options)
        output.talk(f"To prove it: rekeras verify{option} {shlex.quote(str(source))} {shlex.quote(str(report.target))}")
    return NEEDS_A_PERSON if report.needs_a_person else DONE


def _code(custom: tuple[str, ...], folder: Path, *, migrate: bool, force: bool) -> AbstractContextManager[GivenCode]:
    """The code of own classes, migrated first where that was asked for."""
    from rekeras.custom.given import GivenCode

    if not migrate:
        return nullcontext(GivenCode(custom))
    from rekeras.custom.migrating import migrated

    return migrated(custom, folder, overwrite=force)


@contextmanager
def _reported(source: Path, report_file: Path | None) -> Iterator[None]:
    """Write the report of a model that is refused, too."""
    from rekeras.errors import ModelRefusedError
    from rekeras.records import Report
    from rekeras.report import form_of, render

    try:
        yield
    except ModelRefusedError as refused:
        if report_file:
            report = Report(source, "", None, findings=tuple(refused.findings))
            output.write(report_file, render("conversion", report, form_of(report_file)))
        raise
