"""Layers, descriptions and groups for the tests of pairing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.describe import describe
from rekeras.layers._description import Description, Inputs, Spec
from rekeras.pairing.groups import Group, Named
from rekeras.pairing.layer import Pairing


def dense(name: str, units: int, *, trainable: bool = True) -> Layer:
    """A Dense layer, perhaps frozen."""
    return Layer("Dense", name, {"units": units, "use_bias": True, "trainable": trainable})


def normalization(name: str, *, trainable: bool = True) -> Layer:
    """A BatchNormalization on the last axis."""
    return Layer("BatchNormalization", name, {"axis": -1, "scale": True, "center": True, "trainable": trainable})


def sequential(name: str, *layers: Layer, **config: Any) -> Layer:
    """A nested Sequential model."""
    return Layer("Sequential", name, config, layers=layers)


def described(layer: Layer, *shape: int) -> Description:
    """What the book of layers says of it, called on a batch of this shape."""
    return describe(layer, Inputs((Spec((None, *shape)),)))[0]


def group(name: str, **shapes: tuple[int, ...]) -> Group:
    """A group by weight name and shape; ``__`` stands for a slash, and every tensor has numbers of its own."""
    return named_group(name, {weight.replace("__", "/") + ":0": shape for weight, shape in shapes.items()})


def named_group(name: str, shapes: Mapping[str, tuple[int, ...]]) -> Group:
    """A group by weight name and shape."""
    entries = [
        Named(weight, ArrayTensor(np.full(shape, index + 1.0, "float32"), (f"{name}/{weight}",)))
        for index, (weight, shape) in enumerate(shapes.items())
    ]
    return Group(name, tuple(entries))


def origins(pairing: Pairing) -> dict[str, str]:
    """Where each variable came from, by place."""
    return {
        "/".join((*address, name)): tensor.origins[0].partition("/")[2].removesuffix(":0")
        for address, weights in pairing.weights.items()
        for name, tensor in weights.items()
    }
