"""Optimizers of Keras 3 that no family knows: they stay as they are, where the model trains what it trained before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import Archive, Compiled
from rekeras.describe import describe
from rekeras.keras3.trainables import trainables

MODULE = "keras.optimizers"


def as_it_was(spelled: Any, before: Archive, after: Archive) -> Compiled | None:
    """The optimizer and its variables unchanged.

    Args:
        spelled: As the file spells it.
        before: As it was read.
        after: As Keras 3 knows it.

    Returns:
        None for a class that is not Keras's own, or where a variable that is trained, or their order, is another.
    """
    if not isinstance(spelled, Mapping) or before.source.version < (3,) or spelled.get("module") != MODULE:
        return None
    if _trained(before) != _trained(after):
        return None
    name = str(spelled.get("config", {}).get("name", ""))
    since = ".".join(map(str, before.source.version[:2]))
    return Compiled({"optimizer": spelled}, tuple(one.tensor for one in before.state), {}, name, since=since)


def _trained(archive: Archive) -> list[int]:
    return [id(one.tensor) for one in trainables(archive.model, describe(archive.model)[0])]
