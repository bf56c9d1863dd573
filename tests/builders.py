"""Saved models built in memory or on disk, spelled as the old versions of Keras spelled them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np

Config = dict[str, Any]
Weights = Mapping[str, Mapping[str, np.ndarray]]


def entry(class_name: str, name: str, inbound: Any = None, /, **config: Any) -> Config:
    """One layer of an architecture; ``inbound`` are its ``inbound_nodes`` in a Functional model."""
    made: Config = {"class_name": class_name, "config": {"name": name, **config}}
    return made if inbound is None else {**made, "name": name, "inbound_nodes": inbound}


def input_layer(name: str, *shape: int | None) -> Config:
    """An InputLayer of a Functional model."""
    return entry("InputLayer", name, [], batch_input_shape=[None, *shape], dtype="float32", sparse=False)


def dense(name: str, units: int, inbound: Any = None, /, **config: Any) -> Config:
    """A Dense layer."""
    return entry("Dense", name, inbound, units=units, activation="linear", use_bias=True, **config)


def on(*names: str) -> list[Any]:
    """One call on the first output of each of these layers, as Keras 2 writes it."""
    return [[name, 0, 0, {}] for name in names]


def functional(layers: Sequence[Config], inputs: Any, outputs: Any, name: str = "model") -> Config:
    """A Functional model; ends are names, or what stands in ``input_layers`` itself."""
    return {
        "class_name": "Functional",
        "config": {
            "name": name,
            "layers": list(layers),
            "input_layers": [[inputs, 0, 0]] if isinstance(inputs, str) else inputs,
            "output_layers": [[outputs, 0, 0]] if isinstance(outputs, str) else outputs,
        },
    }


def sequential(*layers: Config, name: str = "sequential") -> Config:
    """A Sequential model of Keras 2.2.3 or later."""
    return {"class_name": "Sequential", "config": {"name": name, "layers": list(layers)}}


def small_model() -> Config:
    """Two Dense layers on an input of three numbers."""
    return functional(
        [input_layer("x", 3), dense("first", 4, [on("x")]), dense("second", 2, [on("first")])], "x", "second"
    )


def numbers(*shape: int, seed: int = 0) -> np.ndarray:
    """Numbers none of which is zero or one, different at every place."""
    return np.random.default_rng(seed).uniform(0.1, 0.9, shape).astype("float32")


def dense_weights(name: str, inputs: int, units: int, *, layer: str = "", suffix: str = ":0") -> dict[str, np.ndarray]:
    """What Keras 2 saves for a Dense layer, by weight name."""
    scope = layer or name
    return {
        f"{scope}/kernel{suffix}": numbers(inputs, units, seed=len(name)),
        f"{scope}/bias{suffix}": numbers(units, seed=len(name) + 1),
    }


def small_weights() -> dict[str, dict[str, np.ndarray]]:
    """The weights of ``small_model``."""
    return {"x": {}, "first": dense_weights("first", 3, 4), "second": dense_weights("second", 4, 2)}


def write_whole(path: Path, config: Any, weights: Weights, **attributes: Any) -> Path:
    """Write a whole model as ``model.save`` of Keras 2 did; attributes of the root beside those it always has."""
    with h5py.File(path, "w") as file:
        text = config if isinstance(config, str) else json.dumps(config)
        for name, value in {
            "model_config": text,
            "keras_version": "2.3.1",
            "backend": "tensorflow",
            **attributes,
        }.items():
            file.attrs[name] = value
        _write_groups(file.create_group("model_weights"), weights)
    return path


def write_weights(path: Path, weights: Weights, *, keras_version: str = "2.3.1") -> Path:
    """Write weights alone, as ``model.save_weights`` of Keras 2 did."""
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"], file.attrs["backend"] = keras_version.encode(), b"tensorflow"
        _write_groups(file, weights)
    return path


def _write_groups(parent: Any, weights: Weights) -> None:
    parent.attrs["layer_names"] = [name.encode() for name in weights]
    for name, tensors in weights.items():
        group = parent.create_group(name)
        group.attrs["weight_names"] = [weight.encode() for weight in tensors]
        for weight, array in tensors.items():
            group[weight] = array


def write_keras(
    path: Path,
    config: Any,
    tensors: Mapping[str, np.ndarray],
    *,
    version: str = "2.15.0",
    assets: Mapping[str, str] | None = None,
    packed: int = zipfile.ZIP_STORED,
) -> Path:
    """Write a model in Keras's own zip format, its tensors by their places (``layers/dense/vars/0``)."""
    members = {
        "metadata.json": json.dumps({"keras_version": version, "date_saved": "2024-01-01@00:00:00"}).encode(),
        "config.json": json.dumps(config).encode(),
        "model.weights.h5": placed_weights(tensors),
    }
    members |= {f"assets/{name}": text.encode() for name, text in (assets or {}).items()}
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def placed_weights(tensors: Mapping[str, np.ndarray]) -> bytes:
    """The HDF5 file of weights by their places."""
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        file.create_group("vars")
        for name, array in tensors.items():
            file[name] = array
    return buffer.getvalue()


def small_places() -> dict[str, np.ndarray]:
    """The weights of ``small_model`` by their places."""
    return {
        "layers/dense/vars/0": numbers(3, 4, seed=5),
        "layers/dense/vars/1": numbers(4, seed=6),
        "layers/dense_1/vars/0": numbers(4, 2, seed=6),
        "layers/dense_1/vars/1": numbers(2, seed=7),
    }
