"""Archives built in memory, as Keras 3 knows models: what the writer is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from rekeras.archive import Archive, ArrayTensor, Call, Graph, Layer, Source, TensorRef


def tensor(*shape: int, seed: int = 0, dtype: str = "float32") -> ArrayTensor:
    """Numbers that differ at every place; the origin is made up."""
    array = np.random.default_rng(seed + sum(shape)).uniform(0.1, 0.9, shape).astype(dtype)
    return ArrayTensor(array, origins=(f"tensor {seed} {shape}",))


def ref(layer: str, node: int = 0, index: int = 0) -> TensorRef:
    """One output of one call."""
    return TensorRef(layer, node, index)


def call(layer: str, *args: Any, node: int = 0, **kwargs: Any) -> Call:
    """A call; names among the arguments stand for the only output of the layer's first call."""

    def resolved(value: Any) -> Any:
        if isinstance(value, str):
            return ref(value)
        return [resolved(item) for item in value] if isinstance(value, list) else value

    return Call(layer, node, tuple(resolved(arg) for arg in args), kwargs)


def input_layer(name: str, *shape: int, dtype: str = "float32") -> Layer:
    """An InputLayer with an open batch size."""
    return Layer("InputLayer", name, {"batch_shape": [None, *shape], "dtype": dtype, "sparse": False})


def dense(name: str, inputs: int, units: int, seed: int = 0) -> Layer:
    """A Dense layer with weights."""
    weights = {"kernel": tensor(inputs, units, seed=seed), "bias": tensor(units, seed=seed)}
    return Layer("Dense", name, {"units": units, "activation": "tanh", "use_bias": True}, weights)


def lstm(name: str, inputs: int, units: int, **config: Any) -> Layer:
    """An LSTM layer with weights."""
    shapes = {"kernel": (inputs, 4 * units), "recurrent_kernel": (units, 4 * units), "bias": (4 * units,)}
    keys = {"units": units, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True, **config}
    return Layer("LSTM", name, keys, {key: tensor(*shape, seed=units) for key, shape in shapes.items()})


def functional(layers: Sequence[Layer], calls: Sequence[Call], inputs: Any, outputs: Any, name: str = "model") -> Layer:
    """A Functional model; names among its ends stand for the only output of that layer's first call."""
    return Layer("Functional", name, {}, layers=tuple(layers), graph=Graph(tuple(calls), _ends(inputs), _ends(outputs)))


def _ends(value: Any) -> Any:
    if isinstance(value, str):
        return ref(value)
    if isinstance(value, Mapping):
        return {key: _ends(item) for key, item in value.items()}
    return [_ends(item) for item in value] if isinstance(value, list) else value


def sequential(*layers: Layer, name: str = "sequential", **config: Any) -> Layer:
    """A Sequential model."""
    return Layer("Sequential", name, config, layers=layers)


def archive(model: Layer, source: Path = Path("none.h5")) -> Archive:
    """An archive that says it came from a file."""
    return Archive(Source(source, "made by a test"), model)


def chain(*layers: Layer) -> Layer:
    """A Functional model in which each layer is called on the one before."""
    calls = [call(layer.name, before.name) for before, layer in pairwise(layers)]
    return functional(layers, calls, layers[0].name, layers[-1].name)
