"""What Keras 3 knows: its classes, their config keys, and where their variables stand in a weights file.

The numbers come from Keras itself (`scripts/make_catalog.py`), the oldest minor version being 3.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final


class Required(Enum):
    """The type of ``REQUIRED``."""

    REQUIRED = "required"


REQUIRED: Final = Required.REQUIRED
"""Stands where a default would: the constructor cannot do without this key."""


@dataclass(frozen=True)
class CatalogClass:
    """One class of Keras 3.

    Attributes:
        module: What configs write as ``module`` (``keras.layers``).
        registered_name: What configs write as ``registered_name``; None for Keras's own classes.
        since: The first minor version of Keras that has it (``3.0``).
        keys: Config keys with the value each has when nobody sets it, as ``get_config`` gives it (initializers by
            their short name), or ``REQUIRED``.
        keys_since: The first minor version that accepts each key.
        also_accepts: Keys that the constructor takes but never writes.
        call_arguments: Names of the arguments of ``call``, in order.
        variables: Names of its variables in order, by the path below the layer's place in the weights file (``""``,
            ``cell``, ``query_dense``). A layer has those which its config asks for.
        parts: Where inner layers stand that it was given (``layer``, ``cells/lstm_cell``), for wrappers and RNN.
    """

    module: str
    since: str
    keys: Mapping[str, Any]
    keys_since: Mapping[str, str]
    also_accepts: tuple[str, ...] = ()
    call_arguments: tuple[str, ...] = ()
    variables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    registered_name: str | None = None

    def accepts(self, key: str) -> bool:
        """Whether a config may hold this key."""
        return key in self.keys_since


@dataclass(frozen=True)
class Catalog:
    """Everything of Keras 3 that a model's config can name.

    Attributes:
        keras: The newest version of Keras that was asked.
        minors: All minor versions that were asked, oldest first.
        classes: Layer classes by name.
        initializers: Initializer classes by name.
        regularizers: Regularizer classes by name.
        constraints: Constraint classes by name.
        activations: Names of activation functions, each with its first minor version.
        dtype_policies: Names of dtype policy classes, each with its first minor version.
    """

    keras: str
    minors: tuple[str, ...]
    classes: Mapping[str, CatalogClass]
    initializers: Mapping[str, CatalogClass]
    regularizers: Mapping[str, CatalogClass]
    constraints: Mapping[str, CatalogClass]
    activations: Mapping[str, str]
    dtype_policies: Mapping[str, str]


@cache
def catalog() -> Catalog:
    """The catalog, read from its file on first use."""
    data = json.loads(Path(__file__).with_name("catalog.json").read_text(encoding="utf-8"))
    kinds = {
        kind: {name: _class(entry) for name, entry in data[kind].items()}
        for kind in ("layers", "initializers", "regularizers", "constraints")
    }
    return Catalog(
        keras=data["keras"],
        minors=tuple(data["minors"]),
        classes=kinds["layers"],
        initializers=kinds["initializers"],
        regularizers=kinds["regularizers"],
        constraints=kinds["constraints"],
        activations=data["activations"],
        dtype_policies=data["dtype_policies"],
    )


def _class(entry: Mapping[str, Any]) -> CatalogClass:
    keys = dict.fromkeys(entry.get("required", ()), REQUIRED) | entry.get("keys", {})
    also_accepts = tuple(entry.get("also_accepts", ()))
    return CatalogClass(
        module=entry["module"],
        since=entry["since"],
        keys=keys,
        keys_since=dict.fromkeys((*keys, *also_accepts), entry["since"]) | entry.get("keys_since", {}),
        also_accepts=also_accepts,
        call_arguments=tuple(entry.get("call", ())),
        variables={path: tuple(names) for path, names in entry.get("variables", {}).items()},
        parts=tuple(entry.get("parts", ())),
    )
