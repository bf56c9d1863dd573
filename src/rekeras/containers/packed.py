"""What is inside a compressed file or a tar archive, as far as its beginning tells."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from rekeras.containers.foreign import Told, foreign

Open = Callable[[Path], BinaryIO]
OPENERS: tuple[tuple[bytes, str, Open], ...] = (
    (b"\x1f\x8b", "gzip", cast("Open", gzip.GzipFile)),
    (b"BZh", "bzip2", cast("Open", bz2.BZ2File)),
    (b"\xfd7zXZ\x00", "xz", cast("Open", lzma.LZMAFile)),
)
BEGINNING = 2**18
MODELS = (".h5", ".hdf5", ".keras", ".json", ".pb", ".index", ".yaml")
SHOWN = 5


def packed(path: Path, head: bytes) -> Told | None:
    """What a compressed file or a tar archive holds; None where it is neither."""
    if head[257:262] == b"ustar":
        with path.open("rb") as file:
            return _tar(file.read(BEGINNING), "")
    for signature, name, opener in OPENERS:
        if head.startswith(signature):
            return _compressed(path, name, opener)
    return None


def _compressed(path: Path, name: str, opener: Open) -> Told:
    try:
        with opener(path) as file:
            beginning = file.read(BEGINNING)
    except (OSError, EOFError, lzma.LZMAError, zlib.error):
        return f"is a damaged {name}-compressed file", "Download or copy it again."
    if beginning[257:262] == b"ustar":
        return _tar(beginning, f", {name}-compressed")
    inside = foreign(beginning)
    what = f"is {name}-compressed" + (f"; what is inside {inside[0]}" if inside else "")
    return what, f"Decompress it first: {UNPACKERS[name]}."


UNPACKERS = {"gzip": "gunzip", "bzip2": "bunzip2", "xz": "unxz"}


def _tar(beginning: bytes, how: str) -> Told:
    names: list[str] = []
    try:
        with tarfile.open(fileobj=io.BytesIO(beginning), mode="r:") as archive:
            names += (member.name for member in archive if member.isfile())
    except (tarfile.TarError, ValueError):
        pass  # it goes on behind its beginning
    models = [name for name in names if name.endswith(MODELS)]
    held = f" that holds {', '.join(models[:SHOWN])}" + (", ..." if len(models) > SHOWN else "") if models else ""
    return f"is a tar archive{how}{held}", "Unpack it, and convert the model inside."
