"""Layers that stand inside the config of another one: ``layer``, ``backward_layer``, ``cell``, ``cells``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rekeras.archive import Layer
from rekeras.topology.entry import is_entry
from rekeras.topology.place import Place

SINGLE = ("layer", "cell", "backward_layer", "forward_layer")
SEVERAL = ("cells",)
NEEDED = {
    "TimeDistributed": "layer",
    "Bidirectional": "layer",
    "SpectralNormalization": "layer",
    "RNN": "cell",
    "StackedRNNCells": "cells",
}
"""What these are nothing without."""


def take_parts(
    class_name: str, config: Mapping[str, Any], place: Place, read_layer: Callable[[Any, Place], Layer]
) -> tuple[dict[str, Any], dict[str, Layer]]:
    """Return the config without the inner layers, and these by their place.

    Raises:
        UnreadableFileError: A wrapper without the layer that it wraps.
    """
    rest = dict(config)
    parts: dict[str, Layer] = {}
    for key in SINGLE:
        if is_entry(config.get(key)):
            parts[key] = read_layer(rest.pop(key), place)
    for key in SEVERAL:
        cells = config.get(key)
        if "cell" in parts:
            continue  # TensorFlow.js writes them twice: a rule drops those that are not in the cell
        if isinstance(cells, list) and cells and all(is_entry(cell) for cell in cells):
            del rest[key]
            parts |= {f"{key}.{index}": read_layer(cell, place) for index, cell in enumerate(cells)}
    needed = NEEDED.get(class_name)
    if needed is not None and needed not in config.keys() - rest.keys():
        raise place.unreadable(f"{class_name} has no layer in `{needed}`", expected="a class name and a config")
    if class_name == "Bidirectional":
        parts = _both_directions(parts)
    return rest, parts


def _both_directions(parts: Mapping[str, Layer]) -> dict[str, Layer]:
    """The two layers that a Bidirectional makes of its ``layer``, under the names that it gives them."""
    layer = parts["layer"]
    backward = parts.get("backward_layer") or layer.with_config(
        {"go_backwards": not layer.config.get("go_backwards", False)}
    )
    return {"forward_layer": _prefixed(layer, "forward_"), "backward_layer": _prefixed(backward, "backward_")}


def _prefixed(layer: Layer, prefix: str) -> Layer:
    return layer if layer.name.startswith(prefix) else replace(layer, name=prefix + layer.name)
