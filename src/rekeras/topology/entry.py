"""One entry ``{"class_name": ..., "config": ...}`` of an architecture, in the spelling of any version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.archive.layer import OPERATIONS
from rekeras.topology.place import Place

OWN_PACKAGES = frozenset({"keras", "tf_keras", "tensorflow", "keras_core"})


@dataclass(frozen=True)
class Entry:
    """A layer as the file has it.

    Attributes:
        class_name: Without the package it is registered in.
        package: Where a class that is not Keras's own comes from; else empty.
        config: The config, with the name; a list for a Sequential of Keras up to 2.2.2.
        name: The name by which the graph knows the layer.
        raw: The whole entry.
    """

    class_name: str
    package: str
    config: Any
    name: str
    raw: Mapping[str, Any]


def is_entry(value: Any) -> bool:
    """Whether a value is a serialized layer, cell or model."""
    return isinstance(value, dict) and isinstance(value.get("class_name"), str) and "config" in value


def entry_of(value: Any, place: Place, fallback_name: str = "") -> Entry:
    """Take an entry apart.

    Raises:
        UnreadableFileError: It has no class name, or a config that is neither an object nor a list.
    """
    if not isinstance(value, dict) or not isinstance(value.get("class_name"), str):
        raise place.unreadable("an entry has no `class_name`", expected='{"class_name": ..., "config": {...}}')
    config = value.get("config")
    if not isinstance(config, dict | list):
        raise place.unreadable(f"{value['class_name']} has no config", expected='"config": {...}')
    prefix, _, class_name = value["class_name"].rpartition(">")
    inner = config.get("name") if isinstance(config, dict) else None
    name = value.get("name") or inner or fallback_name
    if not isinstance(name, str):
        raise place.unreadable(f"{class_name} has the name {name!r}", expected="text")
    return Entry(class_name, prefix or _package(value), config, name, value)


def _package(value: Mapping[str, Any]) -> str:
    """The registered package or the module that an entry of tf.keras 2.12 or later, or of Keras 3, names."""
    registered, module = value.get("registered_name"), value.get("module")
    if isinstance(registered, str) and ">" in registered:
        return registered.rpartition(">")[0]
    if isinstance(module, str) and module.startswith(OPERATIONS):
        return module
    if isinstance(module, str):
        return "" if module.partition(".")[0] in OWN_PACKAGES else module
    return "__main__" if "module" in value and isinstance(registered, str) and registered else ""
