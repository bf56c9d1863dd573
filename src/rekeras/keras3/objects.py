"""Initializers, regularizers, constraints and activations inside configs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from rekeras.keras3.catalog import CatalogClass, catalog

KINDS = {"_initializer": "initializers", "_regularizer": "regularizers", "_constraint": "constraints"}
"""Of which kind the object is, by how its config key ends."""


@cache
def kind_of(key: str) -> str:
    """``initializers``, ``regularizers`` or ``constraints``; empty for a config key that holds none of these."""
    return next((kind for ending, kind in KINDS.items() if key.endswith(ending)), "")


def classes_of(kind: str) -> Mapping[str, CatalogClass]:
    """The classes of a kind that Keras 3 knows, by name."""
    known = catalog()
    return {
        "initializers": known.initializers,
        "regularizers": known.regularizers,
        "constraints": known.constraints,
    }[kind]


def is_activation_key(key: str) -> bool:
    """Whether a config key holds an activation."""
    return key == "activation" or key.endswith("_activation")


def is_object(value: Any) -> bool:
    """Whether a config value is a serialized object: its class and its config."""
    return isinstance(value, Mapping) and "class_name" in value and isinstance(value.get("config"), Mapping)


def is_function(value: Any) -> bool:
    """Whether a config value is a serialized function: its name."""
    return isinstance(value, Mapping) and value.get("class_name") == "function" and isinstance(value.get("config"), str)


def is_keras_own(value: Mapping[str, Any]) -> bool:
    """Whether a serialized object comes from Keras itself, as far as it says where it comes from."""
    package = str(value.get("module") or "keras").partition(".")[0]
    registered = value.get("registered_name")
    names = (None, "", value["class_name"], value["config"])
    return package in ("keras", "tf_keras", "tensorflow") and registered in names


def written(module: str, class_name: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """An object of Keras's own as Keras 3 writes it."""
    return {"module": module, "class_name": class_name, "config": dict(config), "registered_name": None}
