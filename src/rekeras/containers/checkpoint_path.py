"""The index of a checkpoint, from whichever of its files, or their common beginning, a person names."""

from __future__ import annotations

import re
from pathlib import Path

from rekeras.containers.sstable import is_sstable

INDEX = ".index"
STATE = "checkpoint"
"""A text file beside checkpoints that names the newest one."""
_NEWEST = re.compile(rb'^\s*model_checkpoint_path:\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)
_SHARD = re.compile(r"(.*)\.data-\d{5,}-of-\d{5,}")
STATE_BYTES = 2**20


def checkpoint_index(path: Path) -> Path | None:
    """The index of a checkpoint; None where this is none.

    Args:
        path: That file, one of the shards, their common beginning, a folder with a single checkpoint or with the file
            ``checkpoint``, or that file.
    """
    if path.is_dir():
        return _newest(path / STATE) or _only(path)
    if path.name == STATE and path.is_file():
        return _newest(path)
    named = _SHARD.fullmatch(path.name)
    stem = named[1] if named else path.name.removesuffix(INDEX)
    if path.is_file() and stem == path.name:
        return None
    return _if_sstable(path.with_name(stem + INDEX))


def _newest(state: Path) -> Path | None:
    """The checkpoint that the file names; a whole path is one on another machine, and taken as a name beside it."""
    if not state.is_file() or state.stat().st_size > STATE_BYTES:
        return None
    found = _NEWEST.search(state.read_bytes())
    name = found[1].decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2] if found else None
    return None if name is None else _if_sstable(state.with_name(name + INDEX))


def _only(folder: Path) -> Path | None:
    found = [file for file in folder.iterdir() if file.name.endswith(INDEX) and is_sstable(file)]
    return found[0] if len(found) == 1 else None


def _if_sstable(path: Path) -> Path | None:
    return path if is_sstable(path) else None
