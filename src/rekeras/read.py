"""Find the reader that knows a file, and open it as an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from rekeras.archive import Archive, Source
from rekeras.containers.remote_path import is_remote, named
from rekeras.containers.remote_source import located
from rekeras.errors import UnknownFormatError
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._unknown import what_it_is
from rekeras.records import Finding, Severity
from rekeras.registry import units_of


@cache
def readers() -> tuple[Reader, ...]:
    """Every source format."""
    return tuple(units_of("rekeras.readers", "reader", Reader))


@contextmanager
def open_archive(
    path: Path, *, weights: Path | None = None, source_backend: str = "", limits: Limits = DEFAULT_LIMITS
) -> Iterator[Archive]:
    """Open a saved model; its tensors can be read while it is open.

    Args:
        path: The model, or its architecture; in another storage, too (``s3://bucket/model.h5``).
        weights: A weights file for it; found beside an architecture by itself where the name is obvious.
        source_backend: ``theano``, ``tensorflow`` or ``cntk``, as a person says of a file that does not; empty to go
            by the file.
        limits: What the files may ask for.

    Raises:
        UnreadableFileError: Missing, damaged, truncated, or hostile.
        UnknownFormatError: No reader knows it; the text says what it is instead.
        LimitError: Larger than the limits allow.
        ModelRefusedError: Understood, but half of the model is missing, or a version that is not read.
    """
    with ExitStack() as stack:
        here = located(path, limits, stack)
        sample = Sample(here, located(weights, limits, stack) if weights else None, limits, stack)
        archive = _said_to_be_of(source_backend, reader_of(sample).open(sample))
        yield replace(archive, source=replace(archive.source, path=named(path))) if is_remote(path) else archive


def reader_of(sample: Sample) -> Reader:
    """The reader that knows a file.

    Raises:
        UnknownFormatError: None does; the text says what the file is instead.
    """
    reader = next((reader for reader in readers() if reader.match(sample)), None)
    if reader is None:
        found, advice = what_it_is(sample)
        raise UnknownFormatError(sample.path, found, expected=EXPECTED, advice=advice)
    return reader


def _said_to_be_of(backend: str, archive: Archive) -> Archive:
    if not backend or backend == archive.source.backend:
        return archive
    found = f"it is read as a file of the {backend} backend, as --source-backend says"
    if archive.source.backend:
        found += f"; by itself, it would be one of {archive.source.backend}"
    finding = Finding("source_backend", Severity.ATTENTION if archive.source.backend else Severity.NOTE, "", found)
    kept = tuple(one for one in archive.findings if one.code != "backend_of_names")
    return replace(archive, source=replace(archive.source, backend=backend), findings=(finding, *kept))


def origin(source: Source) -> str:
    """Where a model came from, for people: ``whole Keras model (HDF5), Keras 2.2.4 on tensorflow``."""
    title = next((reader.title for reader in readers() if reader.name == source.format), source.format)
    version = f"Keras {source.keras_version}" if source.keras_version else "Keras of unknown version"
    return f"{title}, {version}" + (f" on {source.backend}" if source.backend else "")


EXPECTED = "a model of Keras: HDF5, .keras, SavedModel, or an architecture (JSON, YAML) with its weights"
