"""All datasets of an HDF5 file, found without following a link out of it or going round in circles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import h5py

from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

MAX_DEPTH = 64  # honest files nest groups as deep as layer names have slashes


def as_text(value: bytes | str, where: str) -> str:
    """A name or attribute, which stands in the file as bytes or as text, depending on the version of h5py.

    Raises:
        UnreadableFileError: It is no UTF-8.
    """
    try:
        return value.decode("utf-8") if isinstance(value, bytes) else value.encode("utf-8").decode("utf-8")
    except UnicodeError as problem:
        raise UnreadableFileError(where, f"holds text that is no UTF-8: {value!r}") from problem


def dataset_paths(path: Path, root: Any, limits: Limits) -> Iterator[str]:
    """Yield the path of every dataset, in the order of the file.

    Raises:
        UnreadableFileError: A link, a group that stands in several places, or an object that is no data.
        LimitError: More objects, or groups deeper, than allowed.
    """
    pending: list[tuple[str, int]] = [("", 0)]
    visited = {_identity(h5py.h5o.get_info(root.id))}
    members = 0
    while pending:
        prefix, depth = pending.pop()
        limits.require("depth of groups", depth, MAX_DEPTH, path)
        group = root[prefix or "/"].id
        inner: list[tuple[str, int]] = []
        for raw in group:
            name = prefix + as_text(raw, f"{path}: /{prefix}")
            members += 1
            limits.require("number of objects", members, limits.members, path)
            if _is_group(group, raw, f"{path}: /{name}", visited):
                inner.append((name + "/", depth + 1))
            else:
                yield name
        pending.extend(reversed(inner))


def _is_group(group: Any, raw: bytes, where: str, visited: set[tuple[int, int]]) -> bool:
    """Whether it is a group rather than a dataset."""
    if group.links.get_info(raw).type != h5py.h5l.TYPE_HARD:
        raise UnreadableFileError(
            where,
            "is a link to another place, which Keras never writes",
            advice="Make a plain copy of the data with h5py and convert that.",
        )
    info = h5py.h5o.get_info(group, raw)
    if info.type == h5py.h5o.TYPE_DATASET:
        return False
    if info.type != h5py.h5o.TYPE_GROUP:
        raise UnreadableFileError(where, "is neither a group nor a dataset")
    if _identity(info) in visited:
        raise UnreadableFileError(where, "is a group that stands in the file twice")
    visited.add(_identity(info))
    return True


def _identity(info: Any) -> tuple[int, int]:
    return int(info.fileno), int(info.addr)
