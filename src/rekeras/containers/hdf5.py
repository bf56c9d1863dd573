"""HDF5 files, read without trust: no links out of the file, no numbers that are not stored in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from math import prod
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from rekeras.containers.hdf5_tensor import StoredTensor, stored_tensor
from rekeras.containers.hdf5_walk import as_text, dataset_paths
from rekeras.containers.remote_path import RemotePath
from rekeras.containers.signature import describe_content, read_head
from rekeras.containers.window import Window, WindowFile
from rekeras.errors import UnreadableFileError
from rekeras.limits import Limits

SIGNATURE = b"\x89HDF\r\n\x1a\n"
PLAIN_TYPES = (h5py.h5t.STRING, h5py.h5t.INTEGER, h5py.h5t.FLOAT)


@dataclass(frozen=True)
class Hdf5File:
    """An open HDF5 file; every object in it has been looked at, none of the numbers read.

    Attributes:
        path: The file.
        limits: What it may ask for.
        root: The handle of h5py; nothing outside this package touches it.
        base: The file on disk that holds its bytes, and where they begin in it.
    """

    path: Path
    limits: Limits
    root: Any
    base: tuple[Path, int]

    @cached_property
    def tensors(self) -> dict[str, StoredTensor]:
        """Every dataset of the file by its path (``model_weights/dense/dense/kernel:0``), in the file's order.

        Raises:
            UnreadableFileError: A link, a filter or a type that no Keras file has.
            LimitError: More or larger datasets than allowed.
        """
        tensors: dict[str, StoredTensor] = {}
        total = 0
        for name in dataset_paths(self.path, self.root, self.limits):
            tensors[name] = tensor = stored_tensor(self.path, self.root, name, self.limits, self.base)
            total += tensor.nbytes
            self.limits.require("number of tensors", len(tensors), self.limits.tensors, self.path)
            self.limits.require("size of all tensors in bytes", total, self.limits.total_bytes, self.path)
        return tensors

    def members(self, group: str = "") -> tuple[str, ...]:
        """Names of what stands directly in a group; empty where there is no such group."""
        found = self._object(group)
        return tuple(found) if isinstance(found, h5py.Group) else ()

    def text(self, name: str, group: str = "") -> str | None:
        """A text attribute of a group; None where the group or the attribute is missing.

        Raises:
            UnreadableFileError: The attribute is no text.
        """
        value = self._attribute(group, name)
        if value is None:
            return None
        if isinstance(value, np.ndarray) and value.size == 1:
            value = value.reshape(-1)[0]
        if isinstance(value, bytes | str):
            return as_text(value, f"{self.path}: /{group}")
        raise UnreadableFileError(f"{self.path}: /{group}", f"attribute `{name}` is no text", expected="text")

    def names(self, name: str, group: str = "") -> tuple[str, ...] | None:
        """An attribute that is a list of names; large ones stand in pieces: ``name0``, ``name1`` ...

        Raises:
            UnreadableFileError: The attribute is no list of text.
        """
        whole = self._attribute(group, name)
        if whole is not None:
            return self._list_of_text(whole, name, group)
        pieces: list[tuple[str, ...]] = []
        while (piece := self._attribute(group, f"{name}{len(pieces)}")) is not None:
            pieces.append(self._list_of_text(piece, name, group))
        return tuple(text for piece in pieces for text in piece) if pieces else None

    def _list_of_text(self, value: Any, name: str, group: str) -> tuple[str, ...]:
        items = np.asarray(value).reshape(-1).tolist()
        if not all(isinstance(item, bytes | str) for item in items):
            if not items:
                return ()
            raise UnreadableFileError(f"{self.path}: /{group}", f"attribute `{name}` is no list of names")
        return tuple(as_text(item, f"{self.path}: /{group}") for item in items)

    def attributes(self, group: str = "") -> tuple[str, ...]:
        """Names of the attributes of a group."""
        found = self._object(group)
        return () if found is None else tuple(found.attrs)

    def _attribute(self, group: str, name: str) -> Any:
        found = self._object(group)
        if found is None or name not in found.attrs:
            return None
        handle = found.attrs.get_id(name)
        if handle.get_type().get_class() not in PLAIN_TYPES:  # a damaged one can take the process down when it is read
            raise UnreadableFileError(f"{self.path}: /{group}", f"attribute `{name}` is neither text nor numbers")
        size = prod(handle.shape or ()) * handle.dtype.itemsize
        self.limits.require(f"size of attribute `{name}` in bytes", size, self.limits.config_bytes, self.path)
        value = found.attrs[name]
        return () if isinstance(value, h5py.Empty) else value

    def _object(self, path: str) -> Any:
        """The group or dataset at a path that is reached by hard links only."""
        found = self.root
        for part in path.split("/") if path else ():
            if not isinstance(found, h5py.Group) or not isinstance(found.get(part, getlink=True), h5py.HardLink):
                return None
            found = found[part]
        return found


@contextmanager
def open_hdf5(path: Path, limits: Limits, inside: Window | None = None) -> Iterator[Hdf5File]:
    """Open an HDF5 file for reading; its tensors can be read while it is open.

    Args:
        path: The file; for one inside another file, what messages call it.
        limits: What it may ask for.
        inside: Where its bytes stand, for one inside another file.

    Raises:
        UnreadableFileError: It is missing, no HDF5, damaged, or not readable by this user.
    """
    head = inside.head(len(SIGNATURE)) if inside else read_head(path)
    if not head.startswith(SIGNATURE):
        what = "is no HDF5 file" if inside else describe_content(path)
        raise UnreadableFileError(path, what, expected="an HDF5 file")
    if inside is None and isinstance(path, RemotePath):
        inside = Window(path, 0, path.stat().st_size)
    with ExitStack() as stack:
        try:
            if inside:
                file = stack.enter_context(inside.file.open("rb"))
                root = stack.enter_context(h5py.File(WindowFile(file, inside), "r"))
            else:
                root = stack.enter_context(h5py.File(path, "r", locking=False))
        except OSError as problem:
            raise _why_not_open(path, problem) from problem
        base = (inside.file, inside.offset) if inside else (path, 0)
        try:
            yield Hdf5File(path, limits, root, base)
        except (OSError, RuntimeError, KeyError, ValueError, TypeError) as problem:
            if not _is_from_hdf5(problem):
                raise
            raise UnreadableFileError(path, f"is damaged: {problem}", advice=GET_IT_AGAIN) from problem


GET_IT_AGAIN = "Download or copy the file again; if it stays so, it was not written completely."


def _why_not_open(path: Path, problem: OSError) -> UnreadableFileError:
    if "truncated" in str(problem):
        return UnreadableFileError(path, "is an HDF5 file that is cut off before its end", advice=GET_IT_AGAIN)
    return UnreadableFileError(path, f"is a damaged HDF5 file: {problem}", advice=GET_IT_AGAIN)


def _is_from_hdf5(problem: BaseException) -> bool:
    """Whether an error came out of h5py while reading, rather than out of our own code."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and "h5py" in trace.tb_frame.f_code.co_filename
