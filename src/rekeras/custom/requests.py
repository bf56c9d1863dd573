"""What a process is asked to build: config and calls as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import Archive, Layer, Source
from rekeras.describe import describe
from rekeras.keras3.config import config_of
from rekeras.layers._description import Inputs, Spec
from rekeras.upgrade import upgrade


def config_for(layer: Layer, source: Source) -> dict[str, Any]:
    """The config of a layer as Keras 3 takes it, layers of Keras's own inside it upgraded."""
    upgraded = upgrade(Archive(source, layer)).archive.model
    return config_of(upgraded, describe(upgraded)[0], bare=True)


def call_for(inputs: Inputs) -> dict[str, Any]:
    """What a layer is called on."""
    return {"args": [as_data(value) for value in inputs.args], "kwargs": as_data(dict(inputs.kwargs))}


def is_known_call(inputs: Inputs) -> bool:
    """Whether there is something to call it on, and the rank of every tensor is known."""
    return bool(inputs.args) and all(spec.shape is not None for spec in _specs((inputs.args, inputs.kwargs)))


def as_data(value: Any) -> Any:
    """A nested structure with each ``Spec`` as a dict."""
    if isinstance(value, Spec):
        return {"__spec__": {"shape": list(value.shape or ()), "dtype": value.dtype}}
    if isinstance(value, Mapping):
        return {str(name): as_data(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(inner) for inner in value]
    return value


def from_data(value: Any) -> Any:
    """The way back."""
    if isinstance(value, Mapping):
        if "__spec__" in value:
            spec = value["__spec__"]
            return Spec(tuple(spec["shape"]), spec["dtype"])
        return {name: from_data(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [from_data(inner) for inner in value]
    return value


def _specs(value: Any) -> list[Spec]:
    if isinstance(value, Spec):
        return [value]
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return [spec for one in inner for spec in _specs(one)]
