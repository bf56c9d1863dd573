"""Look at a conversion from outside: read both files, run the new one in real Keras, and let every check judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rekeras.errors import MissingKerasError, ModelRefusedError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.records import CheckResult, Severity
from rekeras.registry import units_of
from rekeras.runner.installed import installed_backends

if TYPE_CHECKING:
    from rekeras.checks._case import Check
    from rekeras.custom.stage import Given
    from rekeras.runner.process import KerasProcess

# `import rekeras` imports this module and is light: what needs numpy or starts processes is imported in functions.


@cache
def checks() -> tuple[Check, ...]:
    """Every check, in the order of their names."""
    from rekeras.checks._case import Check

    return tuple(units_of("rekeras.checks", "check", Check))


def verify(  # noqa: PLR0913 - each is an option that a person chooses by name
    old: Path | str,
    new: Path | str,
    *,
    weights: Path | str | None = None,
    source_backend: str = "",
    data_format: str = "",
    lambdas: Mapping[str, str] | None = None,
    custom: Given = (),
    inputs: Path | str | None = None,
    resume: Path | str | None = None,
    backends: Sequence[str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[CheckResult, ...]:
    """Check that a ``.keras`` file is the old model: every tensor, in real Keras, on each backend.

    Args:
        old: The source.
        new: The file that it became.
        weights: The source's weights, where ``old`` holds only the architecture.
        source_backend: ``theano``, ``tensorflow`` or ``cntk``, as it was given to ``convert``.
        data_format: ``channels_last`` as it was given to ``convert``; recordings are those of the old model still.
        lambdas: Functions in place of those of Lambda layers, as they were given to ``convert``.
        custom: Code of somebody's own classes, as it was given to ``convert``; run in each process that runs the model.
        inputs: A ``.npz`` with inputs ``x0…`` in the order of the model's inputs (and ``names``, where they go in as a
            dict) and, where known, the outputs ``y0…`` that the old framework computed. Inputs are made up without it.
        resume: A ``.npz`` that records how training went on in the old framework after ``old`` was saved: inputs
            ``x0…``, targets ``t0…``, ``losses`` of the next steps, weights after some of them.
        backends: Where to run; None for every installed backend.
        limits: What the files may ask for.

    Raises:
        MissingKerasError: Keras 3 or every one of its backends is missing.
        UnreadableFileError: One of the files cannot be read.
        ModelRefusedError: The source cannot become a Keras 3 model at all.
    """
    from rekeras import layout
    from rekeras.custom.stage import requests_for
    from rekeras.runner.process import KerasProcess

    layout.require_known(data_format)
    old, new = Path(old), Path(new)
    weights, inputs = Path(weights) if weights else None, Path(inputs) if inputs else None
    if not new.exists():
        raise UnreadableFileError(new, "there is no such file", advice="Write it with: rekeras convert")
    installed = installed_backends()
    if not installed:
        raise MissingKerasError("Verifying")
    code = requests_for(custom)
    wanted = installed if backends is None else tuple(dict.fromkeys(backends))
    with ExitStack() as stack:
        started = {name: stack.enter_context(KerasProcess(name, custom=code)) for name in wanted if name in installed}
        missing = tuple(name for name in wanted if name not in installed)
        return verify_in(
            started,
            old,
            new,
            weights=weights,
            source_backend=source_backend,
            data_format=data_format,
            lambdas=lambdas,
            custom=custom,
            inputs=inputs,
            resume=Path(resume) if resume else None,
            missing=missing,
            limits=limits,
        )


def verify_in(  # noqa: PLR0913 - the options of `verify`, with processes that outlive one model
    processes: Mapping[str, KerasProcess],
    old: Path,
    new: Path,
    *,
    weights: Path | None = None,
    source_backend: str = "",
    data_format: str = "",
    lambdas: Mapping[str, str] | None = None,
    custom: Given = (),
    inputs: Path | None = None,
    resume: Path | None = None,
    missing: Iterable[str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[CheckResult, ...]:
    """As ``verify``, in processes that are running already, by backend; for whoever verifies many models."""
    from rekeras import layout
    from rekeras.checks._case import Case
    from rekeras.checks._inputs import made_up
    from rekeras.checks._layout import in_layout
    from rekeras.checks._recording import read_recording
    from rekeras.custom.stage import with_code
    from rekeras.read import open_archive
    from rekeras.replacements import replaced
    from rekeras.upgrade import upgrade

    recording = read_recording(inputs) if inputs else None
    with open_archive(old, weights=weights, source_backend=source_backend, limits=limits) as opened:
        archive = replaced(opened, lambdas or {})
        if custom:
            archive = with_code(archive, custom)
        upgraded = upgrade(archive)
        refusals = [finding for finding in upgraded.findings if finding.severity is Severity.REFUSAL]
        if refusals:
            raise ModelRefusedError(old, refusals)
        if data_format:
            upgraded, relaid = layout.to_channels_last(upgraded)
            recording = in_layout(recording, relaid) if recording else None
        if archive.training is not None or archive.state:
            from rekeras.recompile import recompile

            upgraded = recompile(archive, upgraded)
        recording = recording or made_up(upgraded.archive.model)
        given = recording.inputs if recording else None
        runs = {name: process.run(new, given) for name, process in processes.items()}
        case = Case(archive, upgraded.archive, new, upgraded.changes, recording, runs, tuple(missing))
        if resume:
            from rekeras.runner.resuming import resumed

            case = resumed(case, resume, processes, data_format)
        return tuple(result for check in checks() for result in check.run(case))
