from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from rekeras.archive import Archive
from rekeras.errors import UnreadableFileError
from rekeras.pipeline import convert
from rekeras.read import open_archive
from rekeras.records import Outcome
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from tests import zoo

DENSE: dict[str, Any] = {
    "name": "Dense",
    "custom_name": "dense",
    "output_dim": 3,
    "init": "glorot_uniform",
    "activation": "tanh",
    "input_dim": 4,
    **dict.fromkeys(("W_regularizer", "b_regularizer", "activity_regularizer", "W_constraint", "b_constraint")),
}
MODEL: dict[str, Any] = {
    "name": "Sequential",
    "layers": [
        {**DENSE, "input_shape": [4]},
        {"name": "Dropout", "custom_name": "dropout", "p": 0.3},
        {**DENSE, "output_dim": 2, "input_dim": None},
    ],
}
SHAPES = [[(4, 3), (3,)], [], [(3, 2), (2,)]]


def write(folder: Path, document: object = MODEL, shapes: list[list[tuple[int, ...]]] = SHAPES) -> Path:
    """The two files of a model; tensor n is full of n."""
    number = 0
    with h5py.File(folder / "model_weights.h5", "w") as file:
        file.attrs["nb_layers"] = len(shapes)
        for index, layer in enumerate(shapes):
            group = file.create_group(f"layer_{index}")
            for place, shape in enumerate(layer):
                group[f"param_{place}"] = np.full(shape, number, "float32")
                number += 1
    path = folder / "model.json"
    path.write_text(json.dumps(document))
    return path


def read(path: Path) -> Archive:
    with open_archive(path) as archive:
        return archive


def test_gives_each_layer_its_numbered_tensors(tmp_path: Path) -> None:
    path = write(tmp_path)
    with open_archive(path) as archive:
        assert (archive.source.format, archive.source.keras_version, archive.source.backend) == ("keras0", "0.3", "")
        first, _dropout, last = archive.model.layers
        numbers = [tensor.read().flat[0] for layer in (first, last) for tensor in layer.weights.values()]
    assert (first.name, last.name) == ("dense", "dense_2")
    assert numbers == [0, 1, 2, 3]


def test_is_converted(tmp_path: Path) -> None:
    convert(write(tmp_path), tmp_path / "new.keras")
    with open_archive(tmp_path / "new.keras") as archive:
        assert [tensor.read().flat[0] for tensor in archive.tensors().values()] == [0, 1, 2, 3]


@pytest.mark.parametrize("model", ["conv_net", "conv1d"])
def test_convolutions_compute_the_same_on_the_backend_that_is_said(
    model: str, tmp_path: Path, keras_processes: Mapping[str, KerasProcess]
) -> None:
    (member,) = (one for one in zoo.members() if one.id == f"keras-0.3.3-theano/{model}.json")
    new = tmp_path / "new.keras"
    convert(member.path, new, source_backend="theano")
    processes = {"jax": keras_processes["jax"]}
    checks = verify_in(processes, member.path, new, source_backend="theano", inputs=member.recording)
    assert [check.outcome for check in checks if check.check == "outputs_close"] == [Outcome.PASSED]


@pytest.mark.parametrize("shapes", [SHAPES[:1], [*SHAPES, [(1,)]]], ids=["fewer", "more"])
def test_refuses_weights_of_another_model(tmp_path: Path, shapes: list[list[tuple[int, ...]]]) -> None:
    findings = read(write(tmp_path, shapes=shapes)).findings
    assert "weights_disagree" in [finding.code for finding in findings]


def test_wants_weights(tmp_path: Path) -> None:
    path = write(tmp_path)
    (tmp_path / "model_weights.h5").unlink()
    with pytest.raises(UnreadableFileError, match=r"Keras 0.3, and no weights"):
        read(path)


@pytest.mark.parametrize(
    "document",
    [
        {"name": "Graph", "node_config": [{"name": "n"}], "nodes": {}},
        {"name": "Graph", "node_config": [], "nodes": {}},
        {"name": "Sequential", "layers": [7]},
    ],
    ids=["no-node", "no-order", "no-layer"],
)
def test_a_damaged_architecture_is_told(tmp_path: Path, document: object) -> None:
    with pytest.raises(UnreadableFileError):
        read(write(tmp_path, document))
