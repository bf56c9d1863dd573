"""Write an archive as a file that plain Keras 3 loads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rekeras.archive import Archive, Tensor
from rekeras.containers.hdf5_stream import StoredGroup
from rekeras.describe import describe
from rekeras.errors import ModelRefusedError, OutputError
from rekeras.keras3.completeness import problems
from rekeras.keras3.config import config_of
from rekeras.keras3.masks import with_masks
from rekeras.keras3.mistakes import mistakes
from rekeras.keras3.newer import newer_things, oldest_keras, too_new, version_of
from rekeras.keras3.places import Group, groups
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.records import Finding
from rekeras.writers.keras_v3 import KerasFile, write_keras_v3

BARE = "3.4"
"""Since this Keras a model with one output is read as one; before, it had to be written as a list of one."""


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        path: The file.
        places: The place of each tensor in the result (``layers/dense/vars/0``).
        created: Places whose tensors the source did not have.
        oldest_keras: The oldest Keras 3 that reads the file.
        findings: What a person should know about the result.
    """

    path: Path
    places: Mapping[str, Tensor]
    created: tuple[str, ...]
    oldest_keras: str
    findings: tuple[Finding, ...]


def write(
    archive: Archive, path: Path, *, keras: str = "", overwrite: bool = False, limits: Limits = DEFAULT_LIMITS
) -> Written:
    """Write the model of an archive as a ``.keras`` file, complete or not at all.

    Args:
        archive: The model as Keras 3 knows it; its tensors are read while they are written.
        path: Where the file goes.
        keras: The Keras 3 that must read it (``3.4``); any where empty.
        overwrite: Whether it may replace a file that is there; never the source itself.
        limits: How much of a tensor is held in memory.

    Raises:
        ModelRefusedError: A tensor has no place in Keras 3's file, or a variable no tensor, or something in the model
            is newer than ``keras``; nothing is written then.
        OutputError: It cannot be written there; nothing is changed then.
    """
    _refuse_the_source(archive, path)
    model = with_masks(archive.model)
    description, _ = describe(model)
    saved = tuple(groups(model))
    if refusals := problems(model, description, saved):
        raise ModelRefusedError(archive.source.path, refusals)
    newer = newer_things(model, description)
    if keras and (refusals := too_new(newer, keras)):
        raise ModelRefusedError(archive.source.path, refusals)
    oldest = oldest_keras(newer)
    bare = model.graph is not None and version_of(keras or oldest) >= version_of(BARE)
    if bare:
        oldest = max(oldest, BARE, key=version_of)
    stored = tuple(StoredGroup(group.vars_path, {"name": group.name}, group.variables) for group in saved)
    contents = KerasFile(oldest, config_of(model, description, bare=bare), stored)
    write_keras_v3(contents, path, overwrite=overwrite, limits=limits)
    places = _places(saved)
    created = tuple(place for place, tensor in places.items() if not tensor.origins)
    findings = (*(thing.finding() for thing in newer), *(mistake.finding() for mistake in mistakes(model)))
    return Written(path, places, created, oldest, findings)


def _places(saved: tuple[Group, ...]) -> dict[str, Tensor]:
    return {f"{group.vars_path}/{name}": tensor for group in saved for name, tensor in group.variables.items()}


def _refuse_the_source(archive: Archive, path: Path) -> None:
    for source in (archive.source.path, archive.source.weights_path):
        if source is not None and path.exists() and source.exists() and path.samefile(source):
            raise OutputError(path, "is the file that is converted", "Give another name with -o.")
