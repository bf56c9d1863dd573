"""A writer: one target, what it is called and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rekeras.archive import Archive, Tensor
from rekeras.limits import Limits
from rekeras.records import Finding
from rekeras.registry import NamedByModule


@dataclass(frozen=True)
class Order:
    """What shall be written, and where.

    Attributes:
        archive: The model as Keras 3 knows it; its tensors are read while they are written.
        source: The model as it was read.
        path: Where the file goes; what a target writes besides goes beside it.
        keras: The Keras 3 that must read it (``3.4``); any where empty.
        overwrite: Whether it may replace files that are there; never the source itself.
        limits: How much of a tensor is held in memory.
    """

    archive: Archive
    source: Archive
    path: Path
    keras: str
    overwrite: bool
    limits: Limits


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        path: The file.
        places: The place of each tensor in the result (``layers/dense/vars/0``).
        created: Places whose tensors the source did not have.
        oldest_keras: The oldest Keras that reads the result.
        findings: What a person should know about the result.
        beside: Other files of the result.
        target: What the result is, and who reads it; empty for a file of Keras 3.
    """

    path: Path
    places: Mapping[str, Tensor]
    created: tuple[str, ...]
    oldest_keras: str
    findings: tuple[Finding, ...]
    beside: tuple[Path, ...] = ()
    target: str = ""


def _nothing(_path: Path) -> tuple[Path, ...]:
    return ()


@dataclass(frozen=True)
class Writer(NamedByModule):
    """One target.

    Attributes:
        module: ``__name__`` of its module; the last part is the target's name, the docstring its documentation.
        title: What people call such a file.
        suffix: What the names of such files end with; the longest that fits a name decides.
        write: Writes it, complete or not at all.
        beside: The other files that it writes, for the name of the first.
    """

    module: str
    title: str
    suffix: str
    write: Callable[[Order], Written]
    beside: Callable[[Path], tuple[Path, ...]] = _nothing
