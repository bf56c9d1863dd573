"""Put something else where a layer stood: inside Sequential, wrappers and shared layers alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rekeras.archive import Layer, Tensor
from rekeras.layers._description import UNKNOWN
from rekeras.rules._rule import Context


def in_place(layer: Layer, steps: tuple[Layer, ...], context: Context) -> Layer:
    """A Sequential model of these steps, under the layer's name, with its dtype and what it was called on."""
    common = {key: layer.config[key] for key in ("dtype", "trainable") if key in layer.config}
    inner = tuple(replace(step, config=common | dict(step.config)) for step in steps)
    spec = context.description.inputs.first if context.description else UNKNOWN
    if spec.shape is not None:
        config = {"batch_shape": list(spec.shape), "dtype": spec.dtype, "sparse": False}
        inner = (Layer("InputLayer", "input", config), *inner)
    return Layer("Sequential", layer.name, common, layers=inner)


def unwrapped(wrapper: Layer, inner: Layer, weights: Mapping[str, Tensor]) -> Layer:
    """The layer inside a wrapper in its place: under its name, called on what it was called on, with these weights."""
    shape = {key: wrapper.config[key] for key in ("batch_input_shape",) if key in wrapper.config}
    return replace(inner.with_config(shape), name=wrapper.name, weights=weights)
