"""The genuine old files of ``zoo/``, with what their own framework computed. Their format: ``zoo/README.md``."""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ZOO = ROOT / "zoo"
CACHE = ROOT / ".cache" / "zoo"
REFUSALS = Path(__file__).with_name("zoo_refusals.toml")
LIMITS = Path(__file__).with_name("zoo_limits.toml")
APART = ("compiling/", "custom/", "training/", "weights/")
"""Groups with more to a file than a conversion without options: they have tests of their own, and are no members."""


@dataclass(frozen=True)
class Member:
    """One file of one era that can be converted.

    Attributes:
        archive: The packed folder that holds it: an era (``keras-2.2.4``), or a group of an era's files
            (``saved_model/tf-2.15`` for ``zoo/saved_model/tf-2.15.tar.xz``).
        era: The framework that wrote it (``keras-2.2.4``).
        model: Name of the model; several files may hold it.
        file: Name of the file (``dense.h5``; ``dense.json`` goes with ``dense_weights.h5``).
        classes: Class names in the model's configuration.
        refused: The codes of the findings for which it must be refused; none where it must convert.
    """

    archive: str
    era: str
    model: str
    file: str
    classes: tuple[str, ...]
    refused: frozenset[str]

    @property
    def id(self) -> str:
        """Archive and file, as tests and tables show it."""
        return f"{self.archive}/{self.file}"

    @property
    def path(self) -> Path:
        """The file, unpacked."""
        return unpacked(self.archive) / self.file

    @property
    def weights(self) -> Path | None:
        """The second file, for an architecture in text."""
        if self.path.suffix not in (".json", ".yaml"):
            return None
        ends = ("_weights.h5", ".weights.h5", "_weights.index") if self.path.stem == self.model else (".weights.json",)
        files = [self.path.with_name(self.path.stem + end) for end in ends]
        return next((file for file in files if file.exists()), files[0])

    @property
    def recording(self) -> Path:
        """Inputs and outputs."""
        return self.path.with_name(f"{self.model}.npz")


@cache
def members() -> tuple[Member, ...]:
    """Every convertible file of every archive, in the order of their names."""
    return tuple(member for archive in archives() for member in _members_of(archive))


@cache
def archives() -> tuple[str, ...]:
    """The packed folders of members: one for each era, then the groups."""
    own = (archive for archive in _packed() if not archive.startswith(APART))
    return tuple(sorted(own, key=lambda archive: ("/" in archive, archive)))


@cache
def archives_apart(group: str) -> tuple[str, ...]:
    """The packed folders of a group that is none of members."""
    return tuple(sorted(archive for archive in _packed() if archive.startswith(f"{group}/")))


@cache
def eras() -> tuple[str, ...]:
    """The frameworks that the zoo has files of."""
    return tuple(dict.fromkeys(archive.rpartition("/")[2] for archive in archives()))


@cache
def manifest(archive: str) -> Mapping[str, Any]:
    """What the framework said about the files of an archive."""
    content: Mapping[str, Any] = json.loads((unpacked(archive) / "manifest.json").read_bytes())
    return content


@cache
def refusals() -> Mapping[str, Mapping[str, list[str]]]:
    """Codes of the expected refusals: by model, then by archive or era, ``*`` for all other eras."""
    return tomllib.loads(REFUSALS.read_text(encoding="utf-8"))


@cache
def limits() -> Mapping[str, Mapping[str, str]]:
    """Where Keras itself is off: by model, then by backend, the code of the finding that tells the person."""
    return tomllib.loads(LIMITS.read_text(encoding="utf-8"))


@cache
def unpacked(archive: str) -> Path:
    """The folder with the files of an archive; made once, by whichever process comes first."""
    source = _packed()[archive]
    folder = CACHE / f"{archive.replace('/', '-')}-{hashlib.sha256(source.read_bytes()).hexdigest()[:12]}"
    if not folder.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=CACHE, prefix=".unfinished-"))
        with tarfile.open(source) as packed:
            packed.extractall(unfinished, filter="data")
        try:
            unfinished.rename(folder)
        except OSError:  # another process was faster
            shutil.rmtree(unfinished)
    return folder


def _packed() -> dict[str, Path]:
    return {str(path.relative_to(ZOO)).removesuffix(".tar.xz"): path for path in ZOO.rglob("*.tar.xz")}


def _members_of(archive: str) -> Iterator[Member]:
    era = archive.rpartition("/")[2]
    for model, entry in sorted(manifest(archive)["models"].items()):
        expected = refusals().get(model, {})
        codes = frozenset(expected.get(archive, expected.get(era, expected.get("*", ()))))
        for file in entry["files"]:
            if not file.endswith((".npz", "_weights.h5", ".weights.h5", "_weights.index", "-of-00001")):
                yield Member(archive, era, model, file, tuple(entry["classes"]), codes)
