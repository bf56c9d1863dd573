"""The stage between reading and upgrading, where a person gave code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rekeras.archive import Archive
from rekeras.custom.customize import customized
from rekeras.custom.here import Here
from rekeras.custom.session import Session, code_session
from rekeras.custom.sources import CodeSource, sources_of

Given = Sequence[str | Path | CodeSource] | Mapping[str, Any] | Session
"""``FILE.py``, ``module``, or either with ``:Name=Class``; classes and functions by the model's names for them; or a
session that was opened for many models."""


def with_code(archive: Archive, given: Given) -> Archive:
    """The archive with what the given code says of its layers.

    Args:
        archive: As it was read.
        given: Code that is imported in a process of its own; or what this Python, or a session, has imported already.

    Raises:
        UnreadableFileError: The code cannot be read or imported.
        MissingKerasError: Keras 3 or every one of its backends is missing.
    """
    if isinstance(given, Session):
        return customized(archive, given)
    if isinstance(given, Mapping):
        return customized(archive, Session(Here(given), explicit=given))
    with code_session(given) as session:
        return customized(archive, session)


def requests_for(given: Given) -> tuple[dict[str, Any], ...]:
    """The code as processes that run models take it.

    Raises:
        UnreadableFileError: The code cannot be read.
        ValueError: What is given lives in this Python, and no other process can have it.
    """
    if isinstance(given, Mapping | Session):
        if given:
            raise ValueError("verifying runs in processes of its own: give the code as files, custom=['layers.py']")
        return ()
    return tuple(source.request() for source in sources_of(given))
