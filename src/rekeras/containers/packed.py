"""What is inside a compressed file or a tar archive, as far as its beginning tells."""

from __future__ import annotations

import importlib
import io
import zlib
from pathlib import Path
from typing import NamedTuple

from rekeras.containers.foreign import Told, foreign


class Compression(NamedTuple):
    """How a compressed file begins, and the module of Python and the command that decompress it."""

    signature: bytes
    name: str
    module: str
    command: str


COMPRESSIONS = (
    Compression(b"\x1f\x8b", "gzip", "gzip", "gunzip"),
    Compression(b"BZh", "bzip2", "bz2", "bunzip2"),
    Compression(b"\xfd7zXZ\x00", "xz", "lzma", "unxz"),
)
BEGINNING = 2**18
MODELS = (".h5", ".hdf5", ".keras", ".json", ".pb", ".index", ".yaml")
SHOWN = 5


def packed(path: Path, head: bytes) -> Told | None:
    """What a compressed file or a tar archive holds; None where it is neither."""
    if head[257:262] == b"ustar":
        with path.open("rb") as file:
            return _tar(file.read(BEGINNING), "")
    for compression in COMPRESSIONS:
        if head.startswith(compression.signature):
            return _compressed(path, compression)
    return None


def _compressed(path: Path, compression: Compression) -> Told:
    module = importlib.import_module(compression.module)
    damages = (OSError, EOFError, zlib.error, getattr(module, "LZMAError", EOFError))
    try:
        with module.open(path) as file:
            beginning = file.read(BEGINNING)
    except damages:
        return f"is a damaged {compression.name}-compressed file", "Download or copy it again."
    if beginning[257:262] == b"ustar":
        return _tar(beginning, f", {compression.name}-compressed")
    inside = foreign(beginning)
    what = f"is {compression.name}-compressed" + (f"; what is inside {inside[0]}" if inside else "")
    return what, f"Decompress it first: {compression.command}."


def _tar(beginning: bytes, how: str) -> Told:
    import tarfile  # noqa: PLC0415 - few files need it

    names: list[str] = []
    try:
        with tarfile.open(fileobj=io.BytesIO(beginning), mode="r:") as archive:
            names += (member.name for member in archive if member.isfile())
    except (tarfile.TarError, ValueError):
        pass  # it goes on behind its beginning
    models = [name for name in names if name.endswith(MODELS)]
    held = f" that holds {', '.join(models[:SHOWN])}" + (", ..." if len(models) > SHOWN else "") if models else ""
    return f"is a tar archive{how}{held}", "Unpack it, and convert the model inside."
