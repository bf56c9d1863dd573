"""What Keras 2 knows: its layer classes and the arguments of their constructors, and since which version.

The numbers come from the old frameworks themselves (`zoo/list_classes.py`, `scripts/make_keras2_catalog.py`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BASE_KEYS = ("name", "trainable", "batch_input_shape", "dtype")
"""Arguments that every layer takes."""


@dataclass(frozen=True)
class OldClass:
    """One class: the index of the first version that has it, and of the first that takes each argument."""

    since: int
    keys: Mapping[str, int]


@dataclass(frozen=True)
class OldCatalog:
    """Everything of Keras 2 that a config can name.

    Attributes:
        versions: Those that were asked, oldest first.
        layers: Layer classes by name.
        activations: Names of activations, each with the index of the first version that has it.
    """

    versions: tuple[str, ...]
    layers: Mapping[str, OldClass]
    activations: Mapping[str, int]


@cache
def old_catalog() -> OldCatalog:
    """The catalog, read from its file on first use."""
    data = json.loads(Path(__file__).with_name("catalog.json").read_text(encoding="utf-8"))
    layers = {name: OldClass(entry["since"], entry["keys"]) for name, entry in data["layers"].items()}
    return OldCatalog(tuple(data["versions"]), layers, data["activations"])
