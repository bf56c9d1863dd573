"""A model that is ready to be written for Keras 3: masks written out, every tensor at its place, nothing missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.archive import Compiled, Layer, Tensor
from rekeras.containers.hdf5_stream import StoredGroup
from rekeras.describe import describe
from rekeras.errors import ModelRefusedError
from rekeras.keras3.completeness import problems
from rekeras.keras3.config import config_of
from rekeras.keras3.masks import with_masks
from rekeras.keras3.mistakes import mistakes
from rekeras.keras3.newer import newer_things, oldest_keras, too_new, version_of
from rekeras.keras3.places import Group, groups
from rekeras.layers._description import Description
from rekeras.records import Finding
from rekeras.writers._writer import Order

BARE = "3.4"
"""Since this Keras a model with one output is read as one; before, it had to be written as a list of one."""


@dataclass(frozen=True)
class Ready:
    """What writers for Keras 3 need to know.

    Attributes:
        model: The model with its masks written out.
        description: What ``describe`` gives for it.
        groups: The objects of its weights file.
        oldest_keras: The oldest Keras 3 that reads it.
        bare: Whether a single input or output is written as itself.
        findings: What a person should know about the result.
        compiled: How it is compiled; None where it is not.
    """

    model: Layer
    description: Description
    groups: tuple[Group, ...]
    oldest_keras: str
    bare: bool
    findings: tuple[Finding, ...]
    compiled: Compiled | None = None

    @property
    def config(self) -> dict[str, Any]:
        """Config JSON of the model."""
        return config_of(self.model, self.description, bare=self.bare)

    @property
    def stored(self) -> tuple[StoredGroup, ...]:
        """Groups of the weights file."""
        return tuple(StoredGroup(group.vars_path, {"name": group.name}, group.variables) for group in self.groups)

    @property
    def places(self) -> Mapping[str, Tensor]:
        """The place of each tensor."""
        return {
            f"{group.vars_path}/{name}": tensor for group in self.groups for name, tensor in group.variables.items()
        }


def ready(order: Order) -> Ready:
    """Make a model ready to be written.

    Raises:
        ModelRefusedError: A tensor has no place in Keras 3's file, or a variable no tensor, or something in the model
            is newer than the Keras that must read it.
    """
    path = order.archive.source.path
    model = with_masks(order.archive.model)
    description, _ = describe(model)
    saved = tuple(groups(model))
    if refusals := problems(model, description, saved):
        raise ModelRefusedError(path, refusals)
    newer = newer_things(model, description)
    if order.keras and (refusals := too_new(newer, order.keras)):
        raise ModelRefusedError(path, refusals)
    oldest = oldest_keras(newer)
    bare = model.graph is not None and version_of(order.keras or oldest) >= version_of(BARE)
    if bare:
        oldest = max(oldest, BARE, key=version_of)
    findings = (*(thing.finding() for thing in newer), *(mistake.finding() for mistake in mistakes(model)))
    return Ready(model, description, saved, oldest, bare, findings, order.archive.compiled)


def without_origin(places: Mapping[str, Tensor]) -> tuple[str, ...]:
    """Places whose tensors the source did not have."""
    return tuple(place for place, tensor in places.items() if not tensor.origins)
