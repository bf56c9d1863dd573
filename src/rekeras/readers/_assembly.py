"""Put architecture and weights together to an archive; the same for every source format of Keras 1 and 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rekeras.archive import Archive, Leftover, Source
from rekeras.containers.text import non_finite
from rekeras.describe import describe
from rekeras.limits import Limits
from rekeras.pairing.model import pair_model
from rekeras.readers._keras1 import recognise_keras_1
from rekeras.readers._weights_section import TOP_LEVEL, WeightsSection
from rekeras.records import Finding, Severity
from rekeras.topology.architecture import read_architecture
from rekeras.topology.place import Place


def assemble(
    source: Source,
    document: Any,
    section: WeightsSection,
    limits: Limits,
    training: Mapping[str, Any] | None = None,
) -> Archive:
    """Read a parsed architecture and pair the weights with its layers.

    Raises:
        UnreadableFileError: The architecture makes no sense, or the weights cannot be read.
    """
    source, groups, noticed = recognise_keras_1(source, section.groups)
    place = Place(source.path, limits)
    model = read_architecture(document, place)
    description, problems = describe(model)
    paired = pair_model(model, description, [group for group in groups if group.name != TOP_LEVEL])
    own = [group for group in groups if group.name == TOP_LEVEL]
    own_leftovers = tuple(Leftover(entry.tensor, "a variable of the model itself") for g in own for entry in g.entries)
    leftovers = (*paired.leftovers, *own_leftovers, *section.leftovers())
    findings = (*noticed, *place.findings, *problems, *paired.findings, *_about(leftovers))
    if training is not None and (wrong := list(non_finite(training))):
        training = None
        findings = (*findings, _training_not_finite(wrong[0]))
    return Archive(source, paired.model, training, leftovers, findings)


def _about(leftovers: Sequence[Leftover]) -> tuple[Finding, ...]:
    """One finding for each reason why tensors are left over; those of layers that are not there have one already."""
    counts: dict[str, list[str]] = {}
    for leftover in leftovers:
        counts.setdefault(leftover.reason, []).extend(leftover.tensor.origins)
    counts.pop("no layer of that name", None)
    return tuple(
        Finding(
            "tensors_left_over",
            Severity.NOTE if reason.startswith("optimizer") else Severity.ATTENTION,
            "",
            f"{len(names)} tensor{'s' if len(names) > 1 else ''} not carried over: {reason} ({names[0]}"
            + (", ...)" if len(names) > 1 else ")"),
        )
        for reason, names in counts.items()
    )


def _training_not_finite(wrong: tuple[str, float]) -> Finding:
    return Finding(
        "training_not_finite",
        Severity.ATTENTION,
        "training_config",
        f"`{wrong[0]}` is {wrong[1]}",
        expected="a finite number",
        advice="The compile settings are not carried over; compile the model again.",
    )
