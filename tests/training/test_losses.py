from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Source
from rekeras.training.losses import ALIASES, CLASSES, function_of, loss
from tests.training.sources import KERAS_1, KERAS_3, KERAS_224, KERAS_231, TF_215


def codes(value: Any, source: Source = TF_215) -> list[str]:
    return [finding.code for finding in loss(value, source).findings]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mse", "mean_squared_error"),
        ("MSE", "mean_squared_error"),
        ("MeanSquaredError", "mean_squared_error"),
        ("mean_absolute_error", "mean_absolute_error"),
        ("kullback_leibler_divergence", "kl_divergence"),
        ("KLD", "kl_divergence"),
        ("logcosh", "log_cosh"),
        ("huber_loss", "huber"),
        ("cosine_proximity", "cosine_similarity"),
        ("Custom>mse", "mean_squared_error"),
    ],
)
def test_names_of_every_era(old: str, new: str) -> None:
    assert loss(old, TF_215).value == new
    assert codes(old) == []


def test_none_is_none() -> None:
    assert loss(None, TF_215).value is None
    assert codes(None) == []


def test_functions_as_newer_files_write_them() -> None:
    spelled = {"module": "builtins", "class_name": "function", "config": "mse", "registered_name": "function"}
    assert loss(spelled, TF_215).value == "mean_squared_error"
    assert loss({"class_name": "function", "config": {"name": "hinge"}}, TF_215).value == "hinge"


def test_objects_keep_what_keras_3_knows() -> None:
    config = {"name": "b", "reduction": "auto", "fn": "binary_crossentropy", "from_logits": True, "axis": -1}
    spelled = loss({"class_name": "BinaryCrossentropy", "config": config}, TF_215)
    assert spelled.value == {
        "module": "keras.losses",
        "class_name": "BinaryCrossentropy",
        "config": {"name": "b", "reduction": "sum_over_batch_size", "from_logits": True, "axis": -1},
        "registered_name": None,
    }
    assert spelled.findings == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [("auto", "sum_over_batch_size"), ("none", None), (None, None), ("sum", "sum")],
)
def test_reductions(old: str | None, new: str | None) -> None:
    value = loss({"class_name": "Huber", "config": {"reduction": old, "delta": 0.5}}, TF_215).value
    assert value["config"] == {"name": "huber", "reduction": new, "delta": 0.5}


def test_wrapped_functions_are_the_classes_of_these() -> None:
    config = {"fn": "categorical_crossentropy", "reduction": "auto", "name": "c", "label_smoothing": 0.1}
    value = loss({"class_name": "LossFunctionWrapper", "config": config}, KERAS_231).value
    assert value["class_name"] == "CategoricalCrossentropy"
    assert value["config"]["label_smoothing"] == 0.1


@pytest.mark.parametrize(
    "value",
    [
        "my_loss",
        {"class_name": "Addons>SigmoidFocalCrossEntropy", "config": {}},
        {"class_name": "function", "module": "my_code", "config": "mse"},
        {
            "module": "my_code",
            "class_name": "MeanSquaredError",
            "config": {},
            "registered_name": "mine>MeanSquaredError",
        },
        17,
    ],
)
def test_what_is_not_kerass_is_left_out(value: Any) -> None:
    assert loss(value, TF_215).value is None
    assert codes(value) == ["loss_unknown"]


def test_unknown_arguments_are_told() -> None:
    assert codes({"class_name": "Huber", "config": {"delta": 1.0, "sharp": True}}) == ["loss_argument"]
    assert codes({"class_name": "Huber", "config": {"reduction": "median"}}) == ["loss_argument"]


def test_what_meant_something_else_is_told() -> None:
    assert codes("cosine_proximity", KERAS_1) == ["loss_differs"]
    assert codes("cosine_proximity", KERAS_224) == []
    assert codes("hinge", KERAS_224) == ["loss_differs"]
    assert codes("hinge", KERAS_231) == codes("hinge", KERAS_3) == []


def test_every_function_of_a_class_is_found_by_its_names() -> None:
    for class_name, (function, _) in CLASSES.items():
        assert function_of(class_name) == function_of(function) == function
    known = {function for function, _ in CLASSES.values()} | {"crossentropy"}
    assert set(ALIASES.values()) <= known
