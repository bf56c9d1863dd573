"""Write what a file knows of the classes whose code is lost, as Keras 3 code to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rekeras.describe import describe
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.read import open_archive
from rekeras.skeleton.module import class_names, module_of
from rekeras.skeleton.uses import uses
from rekeras.upgrade import upgrade


@dataclass(frozen=True)
class Stub:
    """A skeleton.

    Attributes:
        text: The code; empty where the model has no class that Keras does not know.
        classes: Names of its classes, as the code calls them.
        layers: How many layers of the model are of these classes.
    """

    text: str
    classes: tuple[str, ...]
    layers: int


def write_stub(source: Path | str, *, weights: Path | str | None = None, limits: Limits = DEFAULT_LIMITS) -> Stub:
    """Write Keras 3 code for every class of a saved model that is not Keras's own, to be filled in.

    Args:
        source: A whole model (HDF5, .keras, SavedModel), or an architecture as JSON or YAML.
        weights: The weights, where ``source`` holds only the architecture.
        limits: What the file may ask for.

    Raises:
        UnreadableFileError: The source cannot be read.
        LimitError: Something in the source is larger than allowed.
    """
    source = Path(source)
    with open_archive(source, weights=Path(weights) if weights else None, limits=limits) as archive:
        found = uses(archive.model, describe(archive.model)[0])
        if not found:
            return Stub("", (), 0)
        text = module_of(source.name, found, upgrade(archive).archive.model)
    return Stub(text, tuple(class_names(found).values()), sum(len(each) for each in found.values()))
