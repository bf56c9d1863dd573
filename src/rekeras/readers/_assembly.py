"""Put architecture and weights together to an archive; the same for every source format of Keras 1 and 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from rekeras.archive import Archive, Layer, Leftover, Source, StateTensor
from rekeras.containers.text import non_finite
from rekeras.describe import describe
from rekeras.layers._description import Description
from rekeras.limits import Limits
from rekeras.pairing.groups import Group
from rekeras.pairing.model import Paired, pair_model
from rekeras.readers._cudnn import recognise_cudnn
from rekeras.readers._keras1 import recognise_keras_1
from rekeras.readers._leftovers import about
from rekeras.readers._older_weights import older_weights
from rekeras.readers._weights_section import TOP_LEVEL, WeightsSection
from rekeras.records import Finding, Severity
from rekeras.topology.architecture import read_architecture
from rekeras.topology.place import Place


class Weights(Protocol):
    """Weights in any other layout than the groups of Keras 1 and 2."""

    def pair(self, model: Layer, description: Description) -> Paired:
        """Give every layer of the model its tensors."""
        ...

    def leftovers(self) -> tuple[Leftover, ...]:
        """What pairing does not tell of."""
        ...


def assemble(
    source: Source,
    document: Any,
    section: WeightsSection | Weights,
    limits: Limits,
    training: Mapping[str, Any] | None = None,
    state: Sequence[StateTensor] = (),
) -> Archive:
    """Read a parsed architecture and pair the weights with its layers.

    Raises:
        UnreadableFileError: The architecture makes no sense, or the weights cannot be read.
    """
    groups: tuple[Group, ...] = ()
    noticed: tuple[Finding, ...] = ()
    if isinstance(section, WeightsSection):
        older = older_weights(source, section)
        source, groups, noticed = recognise_keras_1(source, section.groups)
        noticed = (*older, *noticed)
    place = Place(source.path, limits, version=source.version)
    model = read_architecture(document, place)
    model, taken = recognise_cudnn(model, groups)
    description, problems = describe(model)
    if isinstance(section, WeightsSection):
        paired = _by_groups(model, description, groups)
    else:
        paired = section.pair(model, description)
    leftovers = tuple(_without((*paired.leftovers, *section.leftovers()), state))
    findings = (*noticed, *taken, *place.findings, *problems, *paired.findings, *about(_unnamed(leftovers)))
    if training is not None and (wrong := list(non_finite(training))):
        training = None
        findings = (*findings, _training_not_finite(wrong[0]))
    return Archive(source, paired.model, training, leftovers, findings, state=(*state, *paired.state))


def _without(leftovers: Iterable[Leftover], state: Sequence[StateTensor]) -> Iterator[Leftover]:
    taken = {id(one.tensor) for one in state}
    return (leftover for leftover in leftovers if id(leftover.tensor) not in taken)


def _by_groups(model: Layer, description: Description, groups: Sequence[Group]) -> Paired:
    paired = pair_model(model, description, [group for group in groups if group.name != TOP_LEVEL])
    own = (entry for group in groups if group.name == TOP_LEVEL for entry in group.entries)
    left = tuple(Leftover(entry.tensor, "a variable of the model itself") for entry in own)
    return replace(paired, leftovers=(*paired.leftovers, *left))


def _unnamed(leftovers: Sequence[Leftover]) -> list[Leftover]:
    """Those that no finding speaks of yet: that a layer is not there is one already."""
    return [leftover for leftover in leftovers if leftover.reason != "no layer of that name"]


def _training_not_finite(wrong: tuple[str, float]) -> Finding:
    return Finding(
        "training_not_finite",
        Severity.ATTENTION,
        "training_config",
        f"`{wrong[0]}` is {wrong[1]}",
        expected="a finite number",
        advice="The compile settings are not carried over; compile the model again.",
    )
