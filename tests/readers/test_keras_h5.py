from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from rekeras.archive import Archive
from rekeras.errors import UnreadableFileError
from rekeras.read import open_archive
from rekeras.records import Severity
from tests.builders import (
    dense,
    dense_weights,
    entry,
    sequential,
    small_model,
    small_weights,
    write_weights,
    write_whole,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.h5"


def read(path: Path, weights: Path | None = None) -> Archive:
    with open_archive(path, weights=weights) as archive:
        return archive


def refusals(archive: Archive) -> list[str]:
    return [finding.code for finding in archive.findings if finding.severity is Severity.REFUSAL]


def test_reads_architecture_weights_and_origin(path: Path) -> None:
    weights = small_weights()
    with open_archive(write_whole(path, small_model(), weights)) as archive:
        assert archive.source.format == "keras_h5"
        assert (archive.source.version, archive.source.backend) == ((2, 3, 1), "tensorflow")
        tensors = archive.tensors()
        assert {name: tensor.shape for name, tensor in tensors.items()} == {
            "first / kernel": (3, 4),
            "first / bias": (4,),
            "second / kernel": (4, 2),
            "second / bias": (2,),
        }
        np.testing.assert_array_equal(tensors["first / kernel"].read(), weights["first"]["first/kernel:0"])
    assert (archive.findings, archive.leftovers, archive.training) == ((), (), None)


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    assert read(write_whole(tmp_path / "model.keras", small_model(), small_weights())).source.format == "keras_h5"
    assert read(write_whole(tmp_path / "model", small_model(), small_weights())).source.format == "keras_h5"


def test_carries_how_it_was_compiled(path: Path) -> None:
    training = {"loss": "mse", "optimizer_config": {"class_name": "Adam", "config": {"lr": 0.1}}}
    archive = read(write_whole(path, small_model(), small_weights(), training_config=json.dumps(training)))
    assert archive.training == training


def test_leaves_the_state_of_the_optimizer_over_and_says_so(path: Path) -> None:
    write_whole(path, small_model(), small_weights())
    with h5py.File(path, "a") as file:
        file["optimizer_weights/Adam/iterations:0"] = np.int64(3)
    archive = read(path)
    assert [leftover.tensor.origins for leftover in archive.leftovers] == [("optimizer_weights/Adam/iterations:0",)]
    assert [(finding.code, finding.severity) for finding in archive.findings] == [("tensors_left_over", Severity.NOTE)]


def test_asks_for_attention_to_a_tensor_that_nothing_lists(path: Path) -> None:
    write_whole(path, small_model(), small_weights())
    with h5py.File(path, "a") as file:
        file["model_weights/first/forgotten"] = np.ones(3)
        file["labels"] = ["cat", "dog"]
    archive = read(path)
    assert {leftover.tensor.dtype: leftover.reason for leftover in archive.leftovers} == {
        "str": "another program stored it beside the model",
        "float64": "no layer of the file lists it",
    }
    assert [(finding.code, finding.severity) for finding in archive.findings] == [
        ("tensors_left_over", Severity.ATTENTION)
    ] * 2


def test_asks_for_attention_to_variables_of_the_model_itself(path: Path) -> None:
    weights: dict[str, Any] = {**small_weights(), "top_level_model_weights": {"temperature:0": np.float32(2.0)}}
    archive = read(write_whole(path, small_model(), weights))
    assert [leftover.reason for leftover in archive.leftovers] == ["a variable of the model itself"]


def test_an_empty_group_of_the_model_s_own_variables_is_nothing(path: Path) -> None:
    assert read(write_whole(path, small_model(), {**small_weights(), "top_level_model_weights": {}})).findings == ()


def test_reads_names_that_keras_3_wrote(path: Path) -> None:
    weights = {
        name: {weight.removesuffix(":0"): array for weight, array in tensors.items()}
        for name, tensors in small_weights().items()
    }
    archive = read(write_whole(path, small_model(), weights, keras_version="3.5.0"))
    assert len(archive.tensors()) == 4
    assert archive.findings == ()


def test_reads_names_with_slashes(path: Path) -> None:
    weights = {"block/dense": dense_weights("block/dense", 3, 2)}
    archive = read(write_whole(path, sequential(dense("block/dense", 2, batch_input_shape=[None, 3])), weights))
    assert archive.tensors()["block/dense / kernel"].shape == (3, 2)


def test_reads_the_version_where_only_the_weights_say_it(path: Path) -> None:
    write_whole(path, small_model(), small_weights())
    with h5py.File(path, "a") as file:
        del file.attrs["keras_version"]
        file["model_weights"].attrs["keras_version"] = b"2.0.8"
    assert read(path).source.version == (2, 0, 8)


def test_takes_the_weights_of_another_file(path: Path, tmp_path: Path) -> None:
    write_whole(path, small_model(), small_weights())
    other = {"first": dense_weights("first", 3, 4), "second": dense_weights("second", 4, 2, suffix="")}
    named = write_weights(tmp_path / "other.h5", other)
    archive = read(path, weights=named)
    assert archive.source.weights_path == named
    assert archive.tensors()["second / kernel"].origins == ("second/second/kernel",)


def test_refuses_all_that_disagrees_at_once(path: Path) -> None:
    config = sequential(
        dense("a", 4, batch_input_shape=[None, 3]), dense("b", 2), entry("Dropout", "c", rate=float("nan"))
    )
    archive = read(write_whole(path, config, {"a": dense_weights("a", 5, 4)}))
    assert refusals(archive) == ["config_not_finite", "weights_disagree", "weights_missing"]


def dense_of_keras_1(name: str, units: int, **config: Any) -> dict[str, Any]:
    return entry("Dense", name, output_dim=units, bias=True, activation="linear", init="uniform", **config)


@pytest.mark.parametrize(("suffix", "backend"), [(":0", "tensorflow"), ("", "theano")])
def test_reads_files_of_keras_1_and_tells_the_backend_by_its_names(path: Path, suffix: str, backend: str) -> None:
    config = sequential(dense_of_keras_1("a_1", 4, batch_input_shape=[None, 3]), dense_of_keras_1("b", 2))
    weights = {
        "a_1": {f"a_1_W{suffix}": np.ones((3, 4), "float32"), f"a_1_b{suffix}": np.ones(4, "float32")},
        "b": {f"b_W{suffix}": np.ones((4, 2), "float32"), f"b_b{suffix}": np.ones(2, "float32")},
    }
    write_whole(path, config, weights, keras_version="1.2.2", backend="")
    archive = read(path)
    assert (archive.source.backend, archive.source.version) == (backend, (1, 2, 2))
    assert {place: tensor.shape for place, tensor in archive.tensors().items()} == {
        "a_1 / W": (3, 4),
        "a_1 / b": (4,),
        "b / W": (4, 2),
        "b / b": (2,),
    }
    assert [finding.code for finding in archive.findings] == ["backend_of_names"]


def test_reads_numbered_weights_of_keras_0(path: Path) -> None:
    config = sequential(dense_of_keras_1("a", 4, batch_input_shape=[None, 3]), dense_of_keras_1("b", 2))
    write_whole(path, config, {})
    with h5py.File(path, "a") as file:
        del file["model_weights"]
        weights = file.create_group("model_weights")
        weights.attrs["nb_layers"] = 2
        for number, shapes in enumerate([[(3, 4), (4,)], [(4, 2), (2,)]]):
            for index, shape in enumerate(shapes):
                weights[f"layer_{number}/param_{index}"] = np.ones(shape, "float32")
    assert [tensor.shape for tensor in read(path).tensors().values()] == [(3, 4), (4,), (4, 2), (2,)]


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ("class_name: Sequential", "model_config: is no valid JSON"),
        ('{"class_name": "Sequential", "config', "was cut off"),
        ("[1]", "no `class_name`"),
        ('{"class_name": "Sequential"}', "Sequential has no config"),
    ],
)
def test_refuses_an_architecture_that_makes_no_sense(path: Path, config: str, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        read(write_whole(path, config, small_weights()))


def test_refuses_an_architecture_without_weights(path: Path) -> None:
    write_whole(path, small_model(), {})
    with h5py.File(path, "a") as file:
        del file["model_weights"]
    with pytest.raises(UnreadableFileError, match=r"an architecture, but no weights.*--weights"):
        read(path)


def test_refuses_tensors_that_are_listed_and_not_there(path: Path) -> None:
    write_whole(path, small_model(), small_weights())
    with h5py.File(path, "a") as file:
        del file["model_weights/first/first/bias:0"]
        del file["model_weights/second"].attrs["weight_names"]
    with pytest.raises(UnreadableFileError, match="lists tensors that are not there: first/bias:0"):
        read(path)


def test_refuses_a_layer_that_is_listed_and_not_there(path: Path) -> None:
    write_whole(path, small_model(), small_weights())
    with h5py.File(path, "a") as file:
        del file["model_weights/second"]
    with pytest.raises(UnreadableFileError, match="/model_weights/second: is listed in `layer_names`"):
        read(path)


@pytest.mark.parametrize("units", [None, "four", [4], {}, -4])
def test_refuses_a_config_that_makes_no_sense(path: Path, units: Any) -> None:
    config = sequential(dense("a", 4, batch_input_shape=[None, 3]))
    if units is None:
        del config["config"]["layers"][0]["config"]["units"]
    else:
        config["config"]["layers"][0]["config"]["units"] = units
    found = refusals(read(write_whole(path, config, {"a": dense_weights("a", 3, 4)})))
    assert set(found) <= {"config_makes_no_sense", "shapes_disagree", "weights_disagree"}
    assert found


def test_compile_settings_that_are_not_finite_are_not_carried_over(path: Path) -> None:
    archive = read(write_whole(path, small_model(), small_weights(), training_config='{"loss_weights": [NaN]}'))
    assert archive.training is None
    assert [(finding.code, finding.where) for finding in archive.findings] == [
        ("training_not_finite", "training_config")
    ]
