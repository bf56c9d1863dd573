"""Look into a saved model: everything is shown as data, nothing is run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rekeras.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from rekeras.inspection import Inspection


def inspect(source: Path | str, *, weights: Path | str | None = None, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Say what a saved model holds, without converting it.

    Args:
        source: A whole model (HDF5, .keras, SavedModel), or an architecture as JSON or YAML.
        weights: The weights, where ``source`` holds only the architecture.
        limits: What the file may ask for.

    Raises:
        UnreadableFileError: The source cannot be read.
        LimitError: Something in the source is larger than allowed.
    """
    from rekeras.read import open_archive
    from rekeras.survey import survey

    with open_archive(Path(source), weights=Path(weights) if weights else None, limits=limits) as archive:
        return survey(archive)
