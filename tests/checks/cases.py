"""Builds the cases that checks judge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rekeras.archive import Archive, Layer, Source
from rekeras.checks._case import Case, Recording, Run


def archive_of(model: Layer | None = None) -> Archive:
    """An archive that holds this model and nothing else."""
    return Archive(Source(Path("old.h5"), "keras_h5", "2.15.0"), model or Layer("Sequential", "m"))


def case_of(
    runs: Mapping[str, Run] | None = None,
    *,
    model: Layer | None = None,
    recorded: tuple[np.ndarray, ...] | None = None,
    output_names: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
) -> Case:
    """A case with these runs; ``recorded`` are the old framework's outputs."""
    archive = archive_of(model)
    recording = None if recorded is None else Recording({"x0": np.ones(1)}, recorded, output_names)
    return Case(archive, archive, Path("new.keras"), (), recording, runs or {}, missing)


def gave(*outputs: np.ndarray, names: tuple[str, ...] = ()) -> Run:
    """A run that computed these outputs."""
    return Run("3.15.1", parameters=3, outputs=outputs, output_names=names)
