"""The stage between reading and upgrading, where a person named code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rekeras.archive import Archive
from rekeras.custom.customize import customized
from rekeras.custom.session import code_session


def with_code(archive: Archive, given: Sequence[str | Path]) -> Archive:
    """The archive with what the given code says of its layers.

    Args:
        archive: As it was read.
        given: ``FILE.py``, ``module``, or either with ``:Name=Class``.

    Raises:
        UnreadableFileError: The code cannot be read or imported.
        MissingKerasError: Keras 3 or every one of its backends is missing.
    """
    with code_session(given) as session:
        return customized(archive, session)
