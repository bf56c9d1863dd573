"""The order of the stages: read, upgrade, compare with Keras 3, write, account, verify."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rekeras import accounting, layout
from rekeras.archive import Archive
from rekeras.errors import MissingKerasError, ModelRefusedError, OutputError
from rekeras.keras3 import conformity
from rekeras.keras3.mended import LAYERS_AS_ACTIVATIONS
from rekeras.keras3.newer import minor_version, version_of
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.read import open_archive, origin
from rekeras.records import Finding, Report, Severity
from rekeras.replacements import replaced
from rekeras.upgrade import Upgrade, upgrade

if TYPE_CHECKING:
    from rekeras.custom.stage import Given
    from rekeras.write import Written
    from rekeras.writers._writer import Writer

OnStage = Callable[[str], None]
"""Told the name of each stage when it begins."""


def _say_nothing(_stage: str) -> None:
    return


def convert(  # noqa: PLR0913 - each is an option that a person chooses by name
    source: Path | str,
    target: Path | str | None = None,
    *,
    weights: Path | str | None = None,
    source_backend: str = "",
    data_format: str = "",
    lambdas: Mapping[str, str] | None = None,
    custom: Given = (),
    to: str = "",
    keras: str = "",
    require_optimizer: bool = False,
    overwrite: bool = False,
    verify: bool = False,
    inputs: Path | str | None = None,
    backends: Sequence[str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    on_stage: OnStage = _say_nothing,
) -> Report:
    """Write a saved model as a Keras 3 ``.keras`` file, or as another target.

    Args:
        source: A whole model (HDF5, .keras, SavedModel), or an architecture as JSON or YAML.
        target: The file to write; by default beside the source, with the suffix of the target.
        weights: The weights, where ``source`` holds only the architecture.
        source_backend: ``theano``, ``tensorflow`` or ``cntk``, for files of Keras 1 that do not say it.
        data_format: ``channels_last`` for the same function on inputs with channels last; what that means for each
            input and output is a finding. Empty to leave every layer as it is.
        lambdas: ``file.py:function`` by the name of a Lambda layer: a function in place of the one in the file, for
            code that cannot be read or translated. The file is read as text, not imported.
        custom: Code of somebody's own classes in Keras 3: ``FILE.py`` or ``module``, either with ``:Class`` or
            ``:Class=OtherClass`` for one class (the model's name for it = the code's), imported and run in a process of
            its own; or classes by the model's names for them, which this Python has imported already.
        to: What to write (``python``, ``rekeras.write.writers()`` has them all); by default what ``target`` ends with
            says, and else ``keras_v3``.
        keras: The Keras 3 that must read the result (``3.4``): what it does not know is refused by name. Empty for
            whichever can; the report names the oldest.
        require_optimizer: Whether to refuse a model whose optimizer, or its state, would be left out.
        overwrite: Whether ``target`` may exist already. The source itself is never overwritten.
        verify: Whether to load the result in Keras afterwards and compare it with the source.
        inputs: A ``.npz`` with inputs ``x0…`` and recorded outputs ``y0…`` for ``verify``.
        backends: Where to run ``verify``; None for every installed backend.
        limits: What the file may ask for.
        on_stage: Told the name of each stage when it begins.

    Raises:
        UnreadableFileError: The source cannot be read.
        LimitError: Something in the source is larger than allowed.
        ModelRefusedError: The model cannot become a Keras 3 model; holds every reason. Nothing was written.
        OutputError: The target cannot be written. Nothing half-written is left.
        MissingKerasError: ``verify`` was asked for where Keras is not installed.
        ValueError: There is no such ``data_format``, ``keras`` or ``to``.
    """
    from rekeras.write import default_target, write, writer_of  # noqa: PLC0415 - `check` starts faster without

    layout.require_known(data_format)
    keras = minor_version(keras) if keras else ""
    source, weights = Path(source), _path(weights)
    target = Path(target) if target else default_target(source, to)
    writer = writer_of(to, target)
    if verify:
        _require_what_verifying_needs(writer, target, _path(inputs))
    for file in (target, *writer.beside(target)):
        _require_new_file(file, (source, weights), overwrite=overwrite)
    on_stage("reading")
    with open_archive(source, weights=weights, source_backend=source_backend, limits=limits) as opened:
        on_stage("upgrading")
        archive = _with_code(replaced(opened, lambdas or {}), custom)
        upgraded, findings = _upgrade(archive, data_format, keras, require_optimizer=require_optimizer)
        refusals = [finding for finding in findings if finding.severity is Severity.REFUSAL]
        if refusals:
            raise ModelRefusedError(source, refusals)
        on_stage("writing")
        written = write(
            upgraded.archive, target, to=writer.name, source=archive, keras=keras, overwrite=overwrite, limits=limits
        )
        accounted = replace(archive, leftovers=upgraded.archive.leftovers)
        report = _account(_report(archive, upgraded, (*findings, *written.findings)), accounted, written)
    if not verify:
        return report
    from rekeras.verify import verify as run_checks  # noqa: PLC0415 - runs Keras; converting needs none

    on_stage("verifying")
    checks = run_checks(
        source,
        target,
        weights=weights,
        source_backend=source_backend,
        data_format=data_format,
        lambdas=lambdas,
        custom=custom,
        inputs=_path(inputs),
        backends=backends,
        limits=limits,
    )
    return replace(report, checks=checks)


def check(  # noqa: PLR0913 - as `convert`
    source: Path | str,
    *,
    weights: Path | str | None = None,
    source_backend: str = "",
    lambdas: Mapping[str, str] | None = None,
    custom: Given = (),
    limits: Limits = DEFAULT_LIMITS,
    on_stage: OnStage = _say_nothing,
) -> Report:
    """Say what ``convert`` would do, and so what Keras 3 would refuse or compute differently. Writes nothing.

    A model that would be refused is no error here: the reasons are findings of Severity.REFUSAL.

    Raises:
        UnreadableFileError: The source cannot be read.
        LimitError: Something in the source is larger than allowed.
    """
    on_stage("reading")
    try:
        archives = open_archive(Path(source), weights=_path(weights), source_backend=source_backend, limits=limits)
        with archives as opened:
            on_stage("upgrading")
            archive = _with_code(replaced(opened, lambdas or {}), custom)
            upgraded, findings = _upgrade(archive)
            return _report(archive, upgraded, findings)
    except ModelRefusedError as refused:
        return Report(Path(source), "", None, findings=refused.findings)


def _with_code(archive: Archive, custom: Given) -> Archive:
    if not custom:
        return archive
    from rekeras.custom.stage import with_code  # noqa: PLC0415 - starts a process; only for models with own classes

    return with_code(archive, custom)


def _upgrade(
    archive: Archive, data_format: str = "", keras: str = "", *, require_optimizer: bool = False
) -> tuple[Upgrade, tuple[Finding, ...]]:
    """The model in the words of Keras 3, then its training, which belongs to the model as it is in the end."""
    upgraded, findings = _upgrade_model(archive, data_format, keras)
    if any(finding.severity is Severity.REFUSAL for finding in findings):
        return upgraded, findings
    if archive.training is None and not archive.state and not require_optimizer:
        return upgraded, findings
    from rekeras.recompile import recompile  # noqa: PLC0415 - many files were never trained, or say nothing of it

    trained = recompile(archive, upgraded, require=require_optimizer)
    return trained, (*findings, *trained.findings[len(upgraded.findings) :])


def _upgrade_model(archive: Archive, data_format: str, keras: str) -> tuple[Upgrade, tuple[Finding, ...]]:
    too_old = keras and version_of(keras) < version_of(LAYERS_AS_ACTIVATIONS)
    upgraded = upgrade(replace(archive, state=()) if too_old else archive)
    if not data_format:
        upgraded = replace(upgraded, findings=(*upgraded.findings, *layout.suggestion(upgraded.archive.model)))
    findings = (*upgraded.findings, *conformity.findings(upgraded.archive.model, archive.source))
    if not data_format or any(finding.severity is Severity.REFUSAL for finding in findings):
        return upgraded, findings
    moved = layout.to_channels_last(upgraded)[0]
    return moved, (*moved.findings, *conformity.findings(moved.archive.model, archive.source))


def _report(archive: Archive, upgraded: Upgrade, findings: tuple[Finding, ...]) -> Report:
    return Report(
        archive.source.path,
        origin(archive.source),
        None,
        upgraded.changes,
        tuple(dict.fromkeys(findings)),
        config_keys=accounting.fate_of_config_keys(archive.model, upgraded.archive.model, upgraded.changes),
    )


def _account(report: Report, archive: Archive, written: Written) -> Report:
    """The report with the fate of every tensor; a result that lost one is not left behind."""
    try:
        tensors = accounting.fate_of_tensors(archive, report.changes, written.places)
        created = accounting.created_tensors(written.places, written.created)
    except accounting.AccountingError:
        for file in (written.path, *written.beside):
            file.unlink()
        raise
    return replace(
        report,
        target=written.path,
        beside=written.beside,
        target_format=written.target,
        tensors=tensors,
        created=created,
        oldest_keras=written.oldest_keras,
    )


def _require_new_file(target: Path, sources: Sequence[Path | None], *, overwrite: bool) -> None:
    if any(source and source.exists() and target.exists() and target.samefile(source) for source in sources):
        raise OutputError(target, "this is the file to read; it is never overwritten", "Give another with -o.")
    if target.exists() and not overwrite:
        raise OutputError(target, "exists already", "Give another with -o, or allow overwriting with --force.")


def _require_what_verifying_needs(writer: Writer, target: Path, inputs: Path | None) -> None:
    """Raise before anything is written, not after."""
    if writer.name != "keras_v3":
        raise OutputError(target, f"would be a {writer.title}, and verifying loads a .keras file", "Write one first.")
    from rekeras.checks._recording import read_recording  # noqa: PLC0415 - only `verify` needs it
    from rekeras.runner.installed import installed_backends  # noqa: PLC0415

    if not installed_backends():
        raise MissingKerasError("Verifying")
    if inputs:
        read_recording(inputs)


def _path(path: Path | str | None) -> Path | None:
    return None if path is None else Path(path)
