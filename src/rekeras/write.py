"""Write an archive as a file of another kind: the registry of targets, and the choice among them."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from rekeras.archive import Archive
from rekeras.containers.remote_path import is_remote, named
from rekeras.errors import OutputError
from rekeras.limits import DEFAULT_LIMITS, Limits
from rekeras.registry import units_of
from rekeras.writers._writer import Order, Writer, Written

__all__ = ["DEFAULT_TARGET", "Written", "default_target", "files_of", "write", "writer_of", "writers"]

DEFAULT_TARGET = "keras_v3"


@cache
def writers() -> tuple[Writer, ...]:
    """Every target."""
    return tuple(units_of("rekeras.writers", "writer", Writer))


def writer_of(to: str, target: Path | None = None) -> Writer:
    """The writer of that name; where none is given, by the end of the file's name, else ``keras_v3``.

    Raises:
        ValueError: There is no target of that name.
    """
    named = {writer.name: writer for writer in writers()}
    if to:
        if to not in named:
            raise ValueError(f"to={to!r}; known are {', '.join(named)}")
        return named[to]
    fitting = [writer for writer in writers() if target and target.name.lower().endswith(writer.suffix)]
    return max(fitting, key=lambda writer: len(writer.suffix), default=named[DEFAULT_TARGET])


def default_target(source: Path, to: str = "") -> Path:
    """Beside the source, or here where that is remote, with the target's suffix; ``.keras3`` comes before it where the
    source has that name itself.
    """
    writer = writer_of(to)
    source = Path(source.name) if is_remote(source) else source
    target = source.with_suffix(writer.suffix)
    return source.with_suffix(f".keras3{writer.suffix}") if source in files_of(writer, target) else target


def files_of(writer: Writer, target: Path) -> tuple[Path, ...]:
    """All files that a writer makes."""
    return (target, *writer.beside(target))


def write(  # noqa: PLR0913 - each is an option that a person chooses by name
    archive: Archive,
    path: Path,
    *,
    to: str = "",
    source: Archive | None = None,
    keras: str = "",
    overwrite: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Written:
    """Write the model of an archive, complete or not at all.

    Args:
        archive: The model as Keras 3 knows it; its tensors are read while they are written.
        path: Where the file goes.
        to: Name of the target; empty to go by the end of the file's name.
        source: The model as it was read, for targets that go back to it.
        keras: The Keras 3 that must read it (``3.4``); any where empty.
        overwrite: Whether it may replace a file that is there; never the source itself.
        limits: How much of a tensor is held in memory.

    Raises:
        ModelRefusedError: The target cannot hold the model; nothing is written then.
        OutputError: It cannot be written there; nothing is changed then.
        ValueError: There is no such target.
    """
    writer = writer_of(to, path)
    order = Order(archive, source or archive, path, keras, overwrite, limits)
    if is_remote(path):
        return _sent(writer, order)
    for file in files_of(writer, path):
        _refuse_the_source(archive, file)
    return writer.write(order)


def _sent(writer: Writer, order: Order) -> Written:
    """Write to a folder for the moment, and send the files from there."""
    targets = files_of(writer, named(order.path))
    for target in targets:
        if target.exists() and (not order.overwrite or str(target) == str(order.archive.source.path)):
            raise OutputError(target, "exists already", "Give another with -o, or allow overwriting with --force.")
    with tempfile.TemporaryDirectory(prefix="rekeras-") as folder:
        written = writer.write(replace(order, path=Path(folder) / order.path.name))
        for target in targets:
            target.put(Path(folder) / target.name)  # type: ignore[attr-defined]
    return replace(written, path=targets[0], beside=targets[1:])


def _refuse_the_source(archive: Archive, path: Path) -> None:
    for source in (archive.source.path, archive.source.weights_path):
        if source is not None and path.exists() and source.exists() and path.samefile(source):
            raise OutputError(path, "is the file that is converted", "Give another name with -o.")
