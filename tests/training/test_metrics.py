from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Source
from rekeras.training.metrics import CLASSES, FUNCTIONS, Output, metric
from tests.training.sources import KERAS_3, KERAS_224, TF_20, TF_215


def made(value: Any, output: Output | None = None, source: Source = TF_215) -> Any:
    return metric(value, output or Output(), source).value


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mae", "MeanAbsoluteError"),
        ("MSE", "MeanSquaredError"),
        ("mean_squared_logarithmic_error", "MeanSquaredLogarithmicError"),
        ("top_k_categorical_accuracy", "TopKCategoricalAccuracy"),
        ("kullback_leibler_divergence", "KLDivergence"),
        ("cosine_similarity", "CosineSimilarity"),
    ],
)
def test_names_are_classes_shown_by_that_name(old: str, new: str) -> None:
    assert made(old) == {
        "module": "keras.metrics",
        "class_name": new,
        "config": {"name": old},
        "registered_name": None,
    }


@pytest.mark.parametrize(
    ("output", "new"),
    [
        (Output("mean_squared_error", 1), "BinaryAccuracy"),
        (Output("binary_crossentropy", 4), "BinaryAccuracy"),
        (Output("sparse_categorical_crossentropy", 4), "SparseCategoricalAccuracy"),
        (Output("mean_squared_error", 4), "CategoricalAccuracy"),
    ],
)
def test_accuracy_was_resolved_by_loss_and_size(output: Output, new: str) -> None:
    for source in (KERAS_224, TF_20):
        value = made("acc", output, source)
        assert (value["class_name"], value["config"]) == (new, {"name": "acc"})


def test_names_of_classes_are_shown_as_keras_shows_them() -> None:
    assert made("AUC")["config"] == {}
    assert made("AUC", source=KERAS_3)["config"] == {"name": "AUC"}


def test_old_keras_showed_the_names_of_functions() -> None:
    assert made("mse", source=KERAS_224)["config"] == {"name": "mean_squared_error"}
    assert made("accuracy", Output("", 1), KERAS_224)["config"] == {"name": "acc"}
    assert made("mse", source=TF_20)["config"] == {"name": "mse"}


def test_the_name_of_the_output_is_put_there_by_keras() -> None:
    spelled = {"class_name": "MeanMetricWrapper", "config": {"name": "left_acc", "fn": "binary_accuracy"}}
    assert made(spelled, Output(prefix="left_"))["config"] == {"name": "acc"}
    assert made(spelled)["config"] == {"name": "left_acc"}


def test_accuracy_of_newer_files_is_resolved_by_keras() -> None:
    assert made("accuracy", Output("binary_crossentropy", 4)) == "accuracy"


def test_crossentropy_too() -> None:
    assert made("ce", Output("", 1), KERAS_224)["class_name"] == "BinaryCrossentropy"


def test_wrapped_functions_keep_their_name() -> None:
    config = {"name": "accuracy", "dtype": "float32", "fn": "sparse_categorical_accuracy"}
    value = made({"class_name": "MeanMetricWrapper", "config": config, "shared_object_id": 7})
    assert (value["class_name"], value["config"]) == ("SparseCategoricalAccuracy", {"name": "accuracy"})


def test_objects_keep_what_keras_3_knows() -> None:
    config = {"name": "area", "dtype": "float32", "num_thresholds": 20, "curve": "PR", "label_weights": None}
    value = made({"class_name": "AUC", "config": config})
    assert value["config"] == {"name": "area", "num_thresholds": 20, "curve": "PR"}


def test_later_it_lost_its_sign() -> None:
    value = made("cosine_proximity")
    assert (value["class_name"], value["config"]["name"]) == ("CosineSimilarity", "cosine_proximity")


def test_the_old_cosine_is_negative() -> None:
    value = made("cosine_proximity", source=KERAS_224)
    assert value["class_name"] == "MeanMetricWrapper"
    assert value["config"]["name"] == "cosine_proximity"
    assert value["config"]["fn"]["config"] == "cosine_similarity"


@pytest.mark.parametrize("value", ["f1", {"class_name": "Addons>F1Score", "config": {}}, 3])
def test_what_is_not_kerass_is_left_out(value: Any) -> None:
    spelled = metric(value, Output(), TF_215)
    assert spelled.value is None
    assert [finding.code for finding in spelled.findings] == ["metric_unknown"]


def test_unknown_arguments_are_told() -> None:
    spelled = metric({"class_name": "Precision", "config": {"thresholds": 0.4, "soft": True}}, Output(), TF_215)
    assert spelled.value["config"] == {"thresholds": 0.4}
    assert [finding.code for finding in spelled.findings] == ["metric_argument"]


def test_every_function_has_a_class() -> None:
    assert set(FUNCTIONS.values()) <= CLASSES.keys()
