"""Layers that look at each number alone: any order of axes will do."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.keras3.elementwise import is_by_element
from rekeras.layout.axes import new_place
from rekeras.layout.family import Family, Given, Moved

family = Family()


@family.on("ReLU", "LeakyReLU", "ELU", "GaussianDropout", "GaussianNoise", "ActivityRegularization", "Identity")
def take_any_order(layer: Layer, given: Given) -> Moved:
    return Moved(layer, given.axes, given.first)


@family.on("Activation")
def take_any_order_by_element(layer: Layer, given: Given) -> Moved | None:
    """A softmax went along the last axis of the old model."""
    if is_by_element(layer.config.get("activation")):
        return Moved(layer, given.axes, given.first)
    if layer.config["activation"] != "softmax" or not given.first:
        return None
    along = layer.with_config({"axis": new_place(given.first, -1)}, drop=("activation",))
    return Moved(replace(along, class_name="Softmax"), given.axes, given.first)


@family.on("Dropout", "AlphaDropout")
def take_any_order_without_shape(layer: Layer, given: Given) -> Moved | None:
    """A ``noise_shape`` speaks of axes."""
    return Moved(layer, given.axes, given.first) if layer.config.get("noise_shape") is None else None


@family.on("Rescaling")
def take_any_order_of_single_numbers(layer: Layer, given: Given) -> Moved | None:
    """Numbers for each channel stand along the last axis."""
    single = all(isinstance(layer.config.get(key, 0.0), int | float) for key in ("scale", "offset"))
    return Moved(layer, given.axes, given.first) if single else None
