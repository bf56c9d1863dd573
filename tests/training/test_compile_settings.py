from __future__ import annotations

from typing import Any

from rekeras.archive import Layer, Source
from rekeras.archive import TensorRef as Ref
from rekeras.training.compile_settings import Settings, compile_settings
from tests.training.sources import KERAS_3, KERAS_224, TF_215, archive, dense
from tests.training.test_outputs import functional

ONE = Layer("Sequential", "m", {"build_input_shape": [None, 4]}, layers=(dense("last", 3),))
TWO = functional([Ref("left"), Ref("right")])


def settings(said: dict[str, Any], model: Layer = ONE, source: Source = TF_215) -> Settings:
    return compile_settings(said, archive(model, source), model)


def names(entries: Any) -> Any:
    """Class names of metrics, in the lists they stand in."""
    if isinstance(entries, list):
        return [names(one) for one in entries]
    return entries["class_name"] if isinstance(entries, dict) else entries


def test_one_output_has_bare_settings() -> None:
    said = {"loss": ["mse"], "loss_weights": [0.5], "metrics": [["mae"]], "optimizer_config": {}}
    found = settings(said)
    assert found.config["loss"] == "mean_squared_error"
    assert found.config["loss_weights"] == 0.5
    assert names(found.config["metrics"]) == ["MeanAbsoluteError"]
    assert found.config["weighted_metrics"] is None
    assert found.findings == ()


def test_what_was_not_said_is_keras_s_default() -> None:
    config = settings({"loss": "mse", "run_eagerly": None, "steps_per_execution": None, "jit_compile": None}).config
    assert (config["run_eagerly"], config["steps_per_execution"], config["jit_compile"]) == (False, 1, "auto")
    assert config["loss_weights"] is config["metrics"] is None


def test_what_was_said_stays() -> None:
    said = {"loss": "mse", "run_eagerly": True, "steps_per_execution": 4, "jit_compile": False}
    config = settings(said, source=KERAS_3).config
    assert (config["run_eagerly"], config["steps_per_execution"], config["jit_compile"]) == (True, 4, False)


def test_names_of_outputs_become_places() -> None:
    said = {"loss": {"right": "mae", "left": "mse"}, "loss_weights": {"right": 2}, "metrics": {"right": "acc"}}
    config = settings(said, TWO, KERAS_224).config
    assert config["loss"] == ["mean_squared_error", "mean_absolute_error"]
    assert config["loss_weights"] == [1.0, 2.0]
    assert names(config["metrics"]) == [[], ["BinaryAccuracy"]]


def test_one_list_of_metrics_is_of_every_output() -> None:
    assert names(settings({"loss": "mse", "metrics": ["mae"]}, TWO).config["metrics"]) == [["MeanAbsoluteError"]] * 2
    nested = {"loss": "mse", "metrics": [["mae"], ["mse", "mape"]]}
    assert names(settings(nested, TWO).config["metrics"]) == [
        ["MeanAbsoluteError"],
        ["MeanSquaredError", "MeanAbsolutePercentageError"],
    ]


def test_accuracy_goes_by_the_loss_of_its_output() -> None:
    said = {"loss": ["sparse_categorical_crossentropy", "mse"], "metrics": ["accuracy"]}
    found = settings(said, TWO, KERAS_224).config["metrics"]
    assert names(found) == [["SparseCategoricalAccuracy"], ["BinaryAccuracy"]]


def test_marked_tuples_are_lists() -> None:
    said = {"loss": {"class_name": "__tuple__", "items": ["mse", "mae"]}}
    assert settings(said, TWO).config["loss"] == ["mean_squared_error", "mean_absolute_error"]


def test_dicts_of_outputs_keep_their_keys() -> None:
    model = functional({"p": Ref("left"), "q": Ref("right")})
    config = settings({"loss": {"p": "mse", "q": "mae"}, "metrics": {"q": ["mse"]}}, model).config
    assert config["loss"] == {"p": "mean_squared_error", "q": "mean_absolute_error"}


def test_what_is_unknown_is_left_out_and_told() -> None:
    said = {"loss": "my_loss", "metrics": ["mae", "my_metric"], "moon": "full", "loss_weights": None}
    found = settings(said)
    assert found.config["loss"] is None
    assert names(found.config["metrics"]) == ["MeanAbsoluteError"]
    assert sorted(finding.code for finding in found.findings) == [
        "compile_setting_unknown",
        "loss_unknown",
        "metric_unknown",
    ]


def test_outputs_that_are_not_there_are_told() -> None:
    found = settings({"loss": {"left": "mse", "middle": "mae"}}, TWO)
    assert [(finding.code, finding.where) for finding in found.findings] == [("compile_output_unknown", "middle")]
    assert found.config["loss"] == ["mean_squared_error", None]


def test_an_object_is_no_dict_of_outputs() -> None:
    own = {"module": "my_code", "class_name": "WeightedError", "config": {}, "registered_name": "WeightedError"}
    assert [finding.code for finding in settings({"loss": own}).findings] == ["loss_unknown"]
    huber = {"class_name": "Huber", "config": {"delta": 0.5}}
    assert names(settings({"loss": huber}, TWO).config["loss"]) == ["Huber", "Huber"]
