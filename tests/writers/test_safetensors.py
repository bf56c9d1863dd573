"""safetensors: the library of that name reads what is written; the map says where Keras has each tensor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import ml_dtypes
import numpy as np
import pytest
from safetensors import safe_open

from rekeras.archive import ArrayTensor, Layer
from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from rekeras.write import write
from tests import zoo
from tests.archives import archive, chain, dense, input_layer

FOLDER = zoo.unpacked("keras-2.2.4")


def opened(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    with safe_open(path, framework="numpy") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata()  # noqa: SIM118


def test_every_tensor_stands_where_the_map_says(tmp_path: Path) -> None:
    convert(FOLDER / "nested_several.h5", tmp_path / "m.safetensors")
    convert(FOLDER / "nested_several.h5", tmp_path / "m.weights.h5")
    tensors, metadata = opened(tmp_path / "m.safetensors")
    assert json.loads(metadata["config"]) == json.loads((tmp_path / "m.json").read_text("utf-8"))
    places = json.loads(metadata["places"])
    assert places.keys() == tensors.keys()
    with h5py.File(tmp_path / "m.weights.h5") as file:
        for name, array in tensors.items():
            for place in places[name]:
                np.testing.assert_array_equal(file[place][()], array)


def test_half_floats(tmp_path: Path) -> None:
    array = np.array([[1.5, -2.25], [0.125, 3.0]], ml_dtypes.bfloat16)
    layer = Layer("Dense", "d", {"units": 2, "use_bias": False}, {"kernel": ArrayTensor(array, ("k",))})
    write(archive(chain(input_layer("x", 2), layer)), tmp_path / "m.safetensors")
    tensors, _metadata = opened(tmp_path / "m.safetensors")
    np.testing.assert_array_equal(np.asarray(tensors["d/kernel"], "float32"), array.astype("float32"))


def test_numbers_without_a_name_there_are_refused(tmp_path: Path) -> None:
    layer = dense("d", 3, 2)
    strange = {**layer.weights, "kernel": ArrayTensor(np.zeros((3, 2), "complex64"), ("k",))}
    model = chain(input_layer("x", 3), Layer("Dense", "d", layer.config, strange))
    with pytest.raises(ModelRefusedError, match="d/kernel: safetensors has no complex64"):
        write(archive(model), tmp_path / "m.safetensors")
    assert list(tmp_path.iterdir()) == []
