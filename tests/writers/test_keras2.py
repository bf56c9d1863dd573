"""HDF5 for Keras 2: laid out as genuine files are, and read again as the same model.

What genuine old frameworks make of such files stands in docs/reference/keras2-target.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import ml_dtypes
import numpy as np
import pytest

from rekeras.archive import ArrayTensor, Layer
from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from rekeras.read import open_archive
from rekeras.write import write
from tests import zoo
from tests.archives import archive, chain, dense, input_layer

FOLDER = zoo.unpacked("keras-2.2.4")
MODELS = (
    *("dense", "conv_net", "embedding_mask_lstm", "nested_twice", "nested_deep", "frozen_nested", "bidirectional"),
    *("batch_normalization", "initial_state_list", "lstm", "gru", "merging", "separable_conv"),
)


def layout(path: Path) -> dict[str, list[np.ndarray]]:
    """The arrays of each group in the order in which Keras 2 reads them."""
    with h5py.File(path) as file:
        weights = file["model_weights"]
        return {
            name.decode(): [weights[name][one][()] for one in weights[name].attrs["weight_names"]]
            for name in weights.attrs["layer_names"]
        }


@pytest.mark.parametrize("model", [name for name in MODELS if (FOLDER / f"{name}.h5").exists()])
def test_layers_and_weights_stand_in_the_order_of_genuine_files(model: str, tmp_path: Path) -> None:
    source = FOLDER / f"{model}.h5"
    target = convert(source, tmp_path / "m.keras2.h5").target
    assert target is not None
    genuine, made = layout(source), layout(target)
    assert list(made) == list(genuine)
    for name, arrays in genuine.items():
        assert len(made[name]) == len(arrays)
        for one, other in zip(made[name], arrays, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-6)


@pytest.mark.parametrize("model", [name for name in MODELS if (FOLDER / f"{name}.h5").exists()])
def test_read_again_it_is_the_same_model(model: str, tmp_path: Path) -> None:
    source = FOLDER / f"{model}.h5"
    old = convert(source, to="keras2", target=tmp_path / "m.keras2.h5").target
    first, second = convert(source, tmp_path / "a.weights.h5"), convert(old or "", tmp_path / "b.weights.h5")
    with h5py.File(tmp_path / "a.weights.h5") as one, h5py.File(tmp_path / "b.weights.h5") as other:
        for place in places(one):
            np.testing.assert_allclose(one[place][()], other[place][()], rtol=1e-6)
        assert places(one) == places(other)
    assert len(first.tensors) == len(second.tensors)


def places(file: Any) -> list[str]:
    found: list[str] = []
    file.visititems(lambda name, item: found.append(name) if isinstance(item, h5py.Dataset) else None)
    return sorted(found)


def test_attributes_are_those_of_keras_2(tmp_path: Path) -> None:
    convert(FOLDER / "dense.h5", tmp_path / "m.keras2.h5")
    with h5py.File(tmp_path / "m.keras2.h5") as file:
        assert file.attrs["keras_version"] == "2.2.4"
        assert file.attrs["backend"] == "tensorflow"
        config = json.loads(file.attrs["model_config"])
        kind = file.attrs.get_id("model_config").get_type()
        assert kind.get_cset() == h5py.h5t.CSET_ASCII  # as bytes, which Keras 2.2.4 decodes
    assert config["class_name"] in ("Model", "Sequential")
    with open_archive(tmp_path / "m.keras2.h5") as read:
        assert read.source.format == "keras_h5"


def test_the_report_names_the_version(tmp_path: Path) -> None:
    report = convert(FOLDER / "dense.h5", tmp_path / "m.keras2.h5")
    assert report.oldest_keras == "Keras 2.2.4"
    assert report.target_format.startswith("HDF5 of Keras 2, for Keras 2.2.4 and newer")


def test_many_names_stand_in_several_attributes(tmp_path: Path) -> None:
    layers = [dense(f"{'long' * 20}_{index}", 2, 2) for index in range(900)]
    write(archive(chain(input_layer("x", 2), *layers)), tmp_path / "m.keras2.h5")
    with h5py.File(tmp_path / "m.keras2.h5") as file:
        names = [key for key in file["model_weights"].attrs if key.startswith("layer_names")]
        assert names == ["layer_names0", "layer_names1"]


def test_numbers_that_files_of_keras_2_cannot_hold(tmp_path: Path) -> None:
    half = ArrayTensor(np.ones((2, 2), ml_dtypes.bfloat16), ("k",))
    layer = Layer("Dense", "d", {"units": 2, "use_bias": False}, {"kernel": half})
    with pytest.raises(ModelRefusedError, match="hold no bfloat16"):
        write(archive(chain(input_layer("x", 2), layer)), tmp_path / "m.keras2.h5")


def test_kernels_that_theano_does_not_turn_are_said(tmp_path: Path) -> None:
    report = convert(FOLDER / "separable_conv.h5", tmp_path / "m.keras2.h5")
    assert "theano_kernel" in {finding.code for finding in report.findings}


def test_what_keras_2_does_not_have_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    member = next(one for one in zoo.members() if one.model == "op_math")
    with pytest.raises(ModelRefusedError, match=r"keras\.ops"):
        convert(member.path, tmp_path / "m.keras2.h5", weights=member.weights)
    assert list(tmp_path.iterdir()) == []


def test_layers_that_theano_computed_otherwise_are_said(tmp_path: Path) -> None:
    report = convert(FOLDER / "depthwise_conv2d.h5", tmp_path / "m.keras2.h5")
    assert "theano_differs" in {finding.code for finding in report.findings}
