"""Put the weights of one file into the architecture of another; nothing partially unless that is wanted."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from rekeras.archive import Archive, Layer
from rekeras.containers.hdf5_stream import hdf5_stream
from rekeras.containers.output_file import whole_file
from rekeras.custom.built_model import names_function, save_built_model
from rekeras.errors import ModelRefusedError, OutputError, UnreadableFileError
from rekeras.fitting.assumed import slopes_assumed
from rekeras.fitting.explained import likely_causes
from rekeras.fitting.filled import Filled, fill
from rekeras.fitting.match import Match
from rekeras.fitting.modern import Modern, modern
from rekeras.fitting.opened import Opened, open_holding
from rekeras.fitting.piece import layer_at, replaced_at
from rekeras.fitting.report import WeightsDoNotFitError, WeightsReport
from rekeras.fitting.rows import layer_fates, tensor_fates
from rekeras.fitting.verdict import verdict
from rekeras.fitting.weights_file import stored_groups, vocabularies_left_out
from rekeras.keras3 import conformity
from rekeras.keras3.newer import newest_known
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.pipeline import OnStage
from rekeras.read import open_archive
from rekeras.readers._reader import Sample
from rekeras.records import Finding, Safety, Severity
from rekeras.upgrade import upgrade
from rekeras.write import write

WEIGHTS_ALONE = ".weights.h5"
KERAS_FILE = "keras_v3"
UNKNOWN_KERAS_3 = (3, 3)
"""What texts of Keras 3 are taken for, which do not say their version: any Keras 3 shall read the result."""
OF_ITS_WEIGHTS = frozenset({"no_weights", "weights_disagree", "weights_missing", "weights_of_older_era"})

NOT_COMPILED = Finding(
    "training_left_out",
    Severity.NOTE,
    "",
    "the training settings of the architecture are not carried over",
    advice="Compile the model again to train it on.",
)


def put_weights(  # noqa: PLR0913 - each is an option that a person chooses by name
    weights: Path | str,
    into: Path | str,
    target: Path | str | None = None,
    *,
    by_name: bool = False,
    partial: bool = False,
    source_backend: str = "",
    overwrite: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    on_stage: OnStage = lambda _stage: None,
) -> WeightsReport:
    """Put the weights of a file into the layers of a Keras 3 architecture.

    Args:
        weights: Any file with weights: weights alone (HDF5 of any Keras, ``.weights.h5``, a TensorFlow checkpoint,
            ``.npz``), or a whole model (HDF5, ``.keras``, SavedModel, TensorFlow.js).
        into: The architecture: a ``.keras`` file or JSON of Keras 3, or ``module:function`` (``file.py:function``),
            which is called without arguments in a process of its own and returns a Keras 3 model.
        target: The file to write, ``.keras`` or ``.weights.h5``; None to only say what would be done.
        by_name: Whether layers are told by their names alone; otherwise by names where both sides have the same, else
            by their order. Layers of the file that the architecture does not have are left then.
        partial: Whether to put what fits where not everything does; other layers keep the values that ``into`` has.
        source_backend: ``theano``, ``tensorflow`` or ``cntk``, where the file does not say with which it was written.
        overwrite: Whether ``target`` may exist already.
        limits: What the files may ask for.
        on_stage: Told the name of each stage when it begins.

    Raises:
        WeightsDoNotFitError: They do not fit; its ``report`` lays both sides next to each other. Nothing was written.
        UnreadableFileError: One of the files cannot be read; or the function fails, with its place.
        MissingKerasError: A function was named where Keras is not installed.
        LimitError: Something in a file is larger than allowed.
        OutputError: The target cannot be written.
    """
    weights = Path(weights)
    target = Path(target) if target else None
    _require_new_file(target, weights, Path(into), overwrite=overwrite)
    with ExitStack() as stack:
        architecture = stack.enter_context(open_archive(_architecture(into, stack, on_stage), limits=limits))
        on_stage("reading")
        _require_keras_3(architecture)
        opened = open_holding(Sample(weights, None, limits, stack), source_backend)
        on_stage("matching")
        filled = fill(architecture.model, opened.holding, by_name=by_name)
        now = modern(architecture.model, filled, opened.holding)
        report, model = _judged(architecture, opened, filled, now, by_name=by_name, partial=partial)
        report = replace(report, source=weights, architecture=str(into))
        if not filled.match.filled or report.refused:
            causes = likely_causes(architecture.model, filled.match, opened.holding, by_name=by_name)
            report = replace(report, causes=causes)
        if report.refused:
            raise WeightsDoNotFitError(report)
        if target is None:
            return report
        on_stage("writing")
        filled_in = replace(architecture, model=model)
        return _written(filled_in, architecture.model, target, report, overwrite=overwrite, limits=limits)


def _architecture(into: Path | str, stack: ExitStack, on_stage: OnStage) -> Path:
    """The file of the architecture; a function is called, and its model saved for the moment."""
    if isinstance(into, Path) or not names_function(into):
        return Path(into)
    on_stage("building")
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="rekeras-"))
    built = Path(folder) / "model.keras"
    save_built_model(into, built)
    return built


def _judged(
    architecture: Archive, opened: Opened, filled: Filled, now: Modern, *, by_name: bool, partial: bool
) -> tuple[WeightsReport, Layer]:
    match = filled.match
    own = _values_of(architecture) if partial else ""
    findings = (
        *opened.findings,
        *filled.findings,
        *now.findings,
        *verdict(match, by_name=by_name, partial=partial),
        *(slopes_assumed(match) if opened.era_unknown else ()),
        *(_without_values(match, architecture) if partial else ()),
    )
    report = WeightsReport(
        opened.source.path,
        opened.title,
        "",
        None,
        match.by,
        layer_fates(match, own),
        (*(change for change in opened.changes if change.tensors), *now.changes),
        tuple(dict.fromkeys(findings)),
        tensors=tensor_fates(match, now.model, filled.leftovers),
    )
    model = architecture.model
    for pair in match.pairs:
        if pair.place is not None and pair.fits:
            layer = layer_at(now.model, pair.place.address)
            model = replaced_at(model, pair.place.address, layer) if layer else model
    return report, model


def _values_of(architecture: Archive) -> str:
    source = architecture.source
    return (source.weights_path or source.path).name if architecture.tensors() else ""


def _without_values(match: Match, architecture: Archive) -> list[Finding]:
    """Layers that would have no values at all."""
    where = [pair.place.where for pair in match.pairs if pair.place and not pair.fits and not pair.place.has_values]
    found = "the file has no weights that fit this layer, and the architecture comes without values for it"
    advice = f"Give a .keras file with weights in place of {architecture.source.path.name}; a new model's will do."
    return [Finding("no_values", Severity.REFUSAL, each, found, "", advice) for each in where]


def _require_keras_3(architecture: Archive) -> None:
    """Raise unless it is an architecture of Keras 3 that can be read."""
    source = architecture.source
    refusals = [one for one in architecture.findings if _refuses(one)]
    if refusals:
        raise ModelRefusedError(source.path, refusals)
    if source.version[:1] != (3,):
        raise UnreadableFileError(
            source.path,
            f"is an architecture of Keras {source.keras_version or 'of unknown version'}",
            expected="one of Keras 3",
            advice=f"To convert it with these weights: rekeras convert {source.path.name} --weights FILE",
        )


def _refuses(finding: Finding) -> bool:
    """Whether an architecture cannot be used; that it comes with no weights, or with others, does not matter."""
    return finding.severity is Severity.REFUSAL and finding.code not in OF_ITS_WEIGHTS


def _written(
    archive: Archive, given: Layer, target: Path, report: WeightsReport, *, overwrite: bool, limits: Limits
) -> WeightsReport:
    if target.name.endswith(WEIGHTS_ALONE):
        with whole_file(target, overwrite=overwrite) as file:
            for piece in hdf5_stream(stored_groups(archive.model)).pieces(limits.chunk_bytes):
                file.write(piece)
        left_out = vocabularies_left_out(given, archive.model)
        return replace(report, target=target, findings=(*report.findings, *left_out))
    upgraded = upgrade(archive)
    findings = (*upgraded.findings, *conformity.findings(upgraded.archive.model, archive.source))
    refusals = [one for one in findings if _refuses(one)]
    if refusals:
        raise ModelRefusedError(archive.source.path, refusals)
    version = archive.source.version
    keras = newest_known(archive.source.keras_version) if version > UNKNOWN_KERAS_3 else ""
    written = write(upgraded.archive, target, to=KERAS_FILE, keras=keras, overwrite=overwrite, limits=limits)
    told = [one for one in (*upgraded.findings, *written.findings) if one.severity is not Severity.REFUSAL]
    told = [one for one in told if one.code != "weights_found_beside"]
    told += [NOT_COMPILED] if archive.training else []
    more = (change for change in upgraded.changes if change.tensors or change.safety is not Safety.LOSSLESS)
    changes = (*report.changes, *more)
    return replace(
        report, target=written.path, changes=changes, findings=tuple(dict.fromkeys((*report.findings, *told)))
    )


def _require_new_file(target: Path | None, *sources: Path, overwrite: bool) -> None:
    if target is not None and not target.name.endswith((WEIGHTS_ALONE, ".keras")):
        raise OutputError(target, "is neither a .keras nor a .weights.h5 file by its name", "Give such a name with -o.")
    if target is None or not target.exists():
        return
    if any(source.exists() and target.samefile(source) for source in sources):
        raise OutputError(target, "is one of the files to read; these are never overwritten", "Give another with -o.")
    if not overwrite:
        raise OutputError(target, "exists already", "Give another with -o, or allow overwriting with --force.")
