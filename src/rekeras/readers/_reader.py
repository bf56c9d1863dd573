"""A reader: one source format, how it is recognised and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rekeras.archive import Archive
from rekeras.containers.hdf5 import SIGNATURE, Hdf5File, open_hdf5
from rekeras.containers.members import Members, open_members
from rekeras.containers.signature import is_html, read_head
from rekeras.containers.text import parse_json
from rekeras.containers.zip_file import SIGNATURE as ZIP
from rekeras.limits import Limits
from rekeras.registry import NamedByModule


@dataclass(frozen=True)
class Sample:
    """A file, looked at just enough to tell its format.

    Attributes:
        path: The file.
        weights: The weights file that the person named, if any.
        limits: What the files may ask for.
        stack: Closes what was opened, when the archive is no longer needed.
    """

    path: Path
    weights: Path | None
    limits: Limits
    stack: ExitStack

    @cached_property
    def head(self) -> bytes:
        """The first bytes; none for a directory."""
        return b"" if self.path.is_dir() else read_head(self.path)

    @cached_property
    def hdf5(self) -> Hdf5File | None:
        """The file as HDF5, open as long as the archive; None where it is none."""
        if not self.head.startswith(SIGNATURE):
            return None
        return self.stack.enter_context(open_hdf5(self.path, self.limits))

    @cached_property
    def members(self) -> Members | None:
        """The file as a zip archive, or the folder, open as long as the archive; None where it is neither."""
        if not (self.path.is_dir() or self.head.startswith(ZIP)):
            return None
        return self.stack.enter_context(open_members(self.path, self.limits))

    @cached_property
    def json(self) -> Any:
        """The file as JSON; None where it does not start like an object."""
        if not self.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b'"{')):
            return None
        value = parse_json(self._text(), self.path, self.limits)
        # json.dump(model.to_json(), file) writes the text of the architecture as one JSON string.
        return parse_json(value, self.path, self.limits) if isinstance(value, str) else value

    @cached_property
    def yaml(self) -> Any:
        """The file as YAML; None where no line starts with the keys that Keras wrote."""
        starts = (b"backend:", b"class_name:", b"keras_version:", b"config:")
        if is_html(self.head) or not any(line.startswith(starts) for line in self.head.splitlines()):
            return None
        from rekeras.containers.yaml import parse_yaml  # noqa: PLC0415 - importing yaml takes longer than most checks

        return parse_yaml(self._text(), self.path, self.limits)

    def _text(self) -> bytes:
        size = self.path.stat().st_size
        self.limits.require("size of the configuration in bytes", size, self.limits.config_bytes, self.path)
        return self.path.read_bytes()


@dataclass(frozen=True)
class Reader(NamedByModule):
    """One source format.

    Attributes:
        module: ``__name__`` of its module; the last part is the format's name, the docstring its documentation.
        title: What people call such a file.
        match: Whether a file is of this format.
        open: Reads it; what it opens goes onto the sample's stack.
    """

    module: str
    title: str
    match: Callable[[Sample], bool]
    open: Callable[[Sample], Archive]
