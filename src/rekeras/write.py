"""Write an archive as a file that plain Keras 3 loads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rekeras.archive import Archive, Tensor
from rekeras.containers.hdf5_stream import StoredGroup
from rekeras.describe import describe
from rekeras.errors import OutputError
from rekeras.keras3.config import config_of
from rekeras.keras3.newer import newer_things, oldest_keras
from rekeras.keras3.places import Group, groups
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.records import Finding
from rekeras.writers.keras_v3 import KerasFile, write_keras_v3


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


def write(archive: Archive, path: Path, *, overwrite: bool = False, limits: Limits = DEFAULT_LIMITS) -> Written:
    """Write the model of an archive as a ``.keras`` file, complete or not at all.

    Args:
        archive: The model as Keras 3 knows it; its tensors are read while they are written.
        path: Where the file goes.
        overwrite: Whether it may replace a file that is there; never the source itself.
        limits: How much of a tensor is held in memory.

    Raises:
        OutputError: It cannot be written there; nothing is changed then.
    """
    _refuse_the_source(archive, path)
    newer = newer_things(archive.model)
    oldest = oldest_keras(newer)
    description, _ = describe(archive.model)
    saved = tuple(groups(archive.model))
    config = config_of(archive.model, description)
    stored = tuple(_stored(group) for group in saved)
    write_keras_v3(KerasFile(oldest, config, stored, {}), path, overwrite=overwrite, limits=limits)
    places = {group.place(name): tensor for group in saved for name, tensor in group.variables.items()}
    created = tuple(place for place, tensor in places.items() if not tensor.origins)
    return Written(path, places, created, oldest, tuple(thing.finding() for thing in newer))


def _stored(group: Group) -> StoredGroup:
    path = f"{group.path}/vars" if group.path else "vars"
    return StoredGroup(path, {"name": group.name}, group.variables)


def _refuse_the_source(archive: Archive, path: Path) -> None:
    for source in (archive.source.path, archive.source.weights_path):
        if source is not None and path.exists() and source.exists() and path.samefile(source):
            raise OutputError(path, "is the file that is converted", "Give another name with -o.")
