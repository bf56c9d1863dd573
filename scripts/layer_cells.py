"""What becomes of every class and activation that a version of Keras exported, era by era.

The classes are those that `zoo/exported` lists, taken from the frameworks themselves; what becomes of them is read off
the zoo's files; `tests/layer_cells.toml` has the classes that no file of an era can hold, with the reason.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rekeras.archive import Layer, show_address, walk
from rekeras.errors import ModelRefusedError
from rekeras.keras3 import conformity
from rekeras.read import open_archive
from rekeras.records import Change, Safety, Severity
from rekeras.upgrade import upgrade
from tests import zoo

EXPORTED = zoo.ZOO / "exported"
WITHOUT_FILE = zoo.ROOT / "tests" / "layer_cells.toml"
ORDER = (Safety.LOSSLESS, Safety.EXACT, Safety.LOSSY, Safety.MANUAL)
CELL = re.compile(r"cell|cells\.\d+")
ACTIVATION_KEYS = ("activation", "recurrent_activation", "inner_activation")


@dataclass
class Cell:
    """What is known of one class in one era.

    Attributes:
        safeties: What the rules kept of it in the files that convert.
        refused: Codes of the findings for which layers of it were refused.
        stated: The outcome where no file can show it (`tests/layer_cells.toml`).
        why: The reason for that.
    """

    safeties: set[Safety] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    stated: str = ""
    why: str = ""

    @property
    def text(self) -> str:
        """The cell as the page has it; empty where nothing is known."""
        codes = ", ".join(f"`{code}`" for code in sorted(self.refused))
        if self.safeties:
            worst = max(self.safeties, key=ORDER.index).value
            return f"{worst}; some refused: {codes}" if codes else worst
        return f"refused: {codes}" if codes else self.stated


@dataclass(frozen=True)
class Exported:
    """What one era exports.

    Attributes:
        layers: Class name in files -> the names under which users found it.
        activations: Names of functions.
    """

    layers: Mapping[str, tuple[str, ...]]
    activations: tuple[str, ...]


@cache
def exported() -> Mapping[str, Exported]:
    """What every era exports, oldest first."""
    found = {}
    for path in sorted(EXPORTED.glob("*.json"), key=_age):
        content = json.loads(path.read_text(encoding="utf-8"))
        layers = {name: tuple(names) for name, names in content["layers"].items()}
        found[path.stem] = Exported(layers, tuple(content["activations"]))
    return found


def _age(path: Path) -> tuple[int, list[int], str]:
    """Standalone Keras, then TensorFlow's, then tf_keras; each by its version."""
    kind, number, *_backend = path.stem.split("-")
    return ("keras", "tf", "tf_keras").index(kind), [int(part) for part in number.split(".")], path.stem


@cache
def without_file() -> Mapping[str, list[dict[str, Any]]]:
    """The classes that no file of an era can hold: by class, a list of eras with outcome and reason."""
    return tomllib.loads(WITHOUT_FILE.read_text(encoding="utf-8"))


@cache
def cells() -> tuple[dict[tuple[str, str], Cell], dict[tuple[str, str], Cell]]:
    """Layers and activations, by era and name; everything that is exported, and what is not known is empty."""
    layers = {(era, name): Cell() for era, every in exported().items() for name in every.layers}
    activations = {(era, name): Cell() for era, every in exported().items() for name in every.activations}
    for member in zoo.members():
        strange = member.archive.startswith("ecosystem/")  # built-in layers around classes of others
        if member.path.suffix not in (".json", ".yaml") and member.era in exported() and not strange:
            _read_off(member, layers, activations)
    for name, entries in without_file().items():
        for entry in entries:
            for era in entry["eras"]:
                cell = layers[era, name]
                cell.stated, cell.why = entry["outcome"], entry["why"]
    return layers, activations


def _read_off(
    member: zoo.Member, layers: Mapping[tuple[str, str], Cell], activations: Mapping[tuple[str, str], Cell]
) -> None:
    """Enter what becomes of the layers of one file."""
    try:
        with open_archive(member.path, weights=member.weights) as archive:
            upgraded = upgrade(archive)
            findings = (*upgraded.findings, *conformity.findings(upgraded.archive.model, archive.source))
            model, changes = archive.model, upgraded.changes
    except ModelRefusedError:
        return
    refusals = [finding for finding in findings if finding.severity is Severity.REFUSAL]
    for address, layer in walk(model):
        place = show_address(address)
        outer = (
            show_address(address[:-1]) if address and CELL.fullmatch(address[-1]) else place
        )  # RNN speaks for its cell
        codes = {finding.code for finding in refusals if _is_at(finding.where, place) or finding.where == outer}
        cell = layers.get((member.era, layer.class_name))
        if cell is not None:
            _enter(cell, codes, _worst(changes, place), converts=not refusals)
        for name, safety in _activations(layer, changes, place):
            if (used := activations.get((member.era, name))) is not None:
                _enter(used, set(), safety, converts=not refusals)


def _enter(cell: Cell, codes: set[str], safety: Safety, *, converts: bool) -> None:
    cell.refused |= codes
    if converts:
        cell.safeties.add(safety)


def _is_at(where: str, place: str) -> bool:
    return where == place or where.startswith(f"{place} / ")


def _worst(changes: tuple[Change, ...], place: str) -> Safety:
    kept = [change.safety for change in changes if _is_at(change.where, place)]
    return max(kept, key=ORDER.index, default=Safety.LOSSLESS)


def _activations(layer: Layer, changes: tuple[Change, ...], place: str) -> Iterator[tuple[str, Safety]]:
    """The activations that a layer names, with what the rules kept of them."""
    for key in ACTIVATION_KEYS:
        value = layer.config.get(key)
        name = value.get("config", value.get("class_name")) if isinstance(value, Mapping) else value
        if isinstance(name, str):
            concerned = [change for change in changes if change.where == place and key in change.before]
            yield name, max((change.safety for change in concerned), key=ORDER.index, default=Safety.LOSSLESS)
