from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.errors import LimitError, UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.records import Severity
from rekeras.topology.architecture import read_architecture
from rekeras.topology.place import Place
from tests.builders import Config, dense, entry, functional, input_layer, on, sequential, small_model


def read(config: Any) -> tuple[Layer, Place]:
    place = Place(Path("model.h5"), DEFAULT_LIMITS)
    return read_architecture(config, place), place


def test_a_sequential_config_may_be_a_list() -> None:
    old: Config = {"class_name": "Sequential", "config": [dense("a", 3, batch_input_shape=[None, 4]), dense("b", 2)]}
    model, place = read(old)
    assert (model.class_name, model.name, [layer.name for layer in model.layers]) == (
        "Sequential",
        "sequential",
        ["a", "b"],
    )
    assert model.layers[0].config["batch_input_shape"] == [None, 4]
    assert place.findings == ()


def test_a_nested_sequential_without_a_name_gets_one() -> None:
    inner = {"class_name": "Sequential", "config": [dense("a", 3)]}
    model, _place = read({"class_name": "Sequential", "config": [inner, dense("b", 2)]})
    assert [layer.name for layer in model.layers] == ["sequential_0", "b"]


def test_keeps_what_a_sequential_says_besides() -> None:
    config = sequential(dense("a", 3))
    config["config"]["build_input_shape"] = {"class_name": "TensorShape", "items": [None, 4]}
    model, _place = read(config)
    assert model.config == {"build_input_shape": [None, 4]}


def test_tuples_and_shapes_become_plain_lists_at_every_depth() -> None:
    shape = {"class_name": "__tuple__", "items": [{"class_name": "TensorShape", "items": [1, None]}]}
    model, _place = read(sequential(dense("a", 3, inner={"deep": [shape]})))
    assert model.layers[0].config["inner"] == {"deep": [[[1, None]]]}


@pytest.mark.parametrize(
    ("extra", "class_name", "package"),
    [
        ({"class_name": "Dense"}, "Dense", ""),
        ({"class_name": "Addons>GroupNormalization"}, "GroupNormalization", "Addons"),
        ({"class_name": "Dense", "module": "keras.layers", "registered_name": None}, "Dense", ""),
        ({"class_name": "Dense", "module": "tf_keras.layers", "registered_name": "Dense"}, "Dense", ""),
        ({"class_name": "Mine", "module": None, "registered_name": "Custom>Mine"}, "Mine", "Custom"),
        ({"class_name": "Mine", "module": "my.layers", "registered_name": "Mine"}, "Mine", "my.layers"),
        ({"class_name": "Dense", "module": None, "registered_name": "Dense"}, "Dense", "__main__"),
    ],
)
def test_a_class_that_is_not_keras_s_own_keeps_its_package(extra: Config, class_name: str, package: str) -> None:
    model, _place = read(sequential({**entry("Any", "a"), **extra}))
    assert (model.layers[0].class_name, model.layers[0].package) == (class_name, package)


def test_a_functional_config_is_a_functional_model_whatever_its_class() -> None:
    model, place = read({**small_model(), "class_name": "MyModel"})
    assert model.class_name == "Functional"
    assert model.graph is not None
    assert [(finding.code, finding.severity) for finding in place.findings] == [("functional_subclass", Severity.NOTE)]


def test_refuses_a_subclassed_model_without_a_graph() -> None:
    _model, place = read({"class_name": "MyModel", "config": {"units": 3}})
    assert [(finding.code, finding.severity) for finding in place.findings] == [("no_model", Severity.REFUSAL)]


def test_refuses_numbers_that_are_not_finite_and_names_layer_and_key() -> None:
    initializer = {"class_name": "Constant", "config": {"value": float("nan")}}
    _model, place = read(
        sequential(dense("a", 3, bias_initializer=initializer), entry("Dropout", "b", rate=float("inf")))
    )
    assert [(finding.code, finding.where, finding.found) for finding in place.findings] == [
        ("config_not_finite", "a", "config key `bias_initializer.config.value` is nan"),
        ("config_not_finite", "b", "config key `rate` is inf"),
    ]


def test_notices_a_key_that_no_version_writes() -> None:
    _model, place = read(sequential({**dense("a", 3), "colour": "red"}))
    assert [finding.found for finding in place.findings] == ["the entry has the unknown key `colour`"]


@pytest.mark.parametrize(
    "config",
    [
        {"class_name": "Sequential"},
        {"class_name": "Sequential", "config": {"name": "a"}},
        {"class_name": "Sequential", "config": "text"},
        {"class_name": "Model", "config": {"layers": 3, "input_layers": [], "output_layers": []}},
        sequential({"config": {}}),
        sequential({"class_name": "Dense", "config": [1]}),
        sequential({"class_name": "Dense", "config": {"name": 3}}),
        sequential(dense("a", 1), dense("a", 1)),
    ],
)
def test_refuses_what_makes_no_sense(config: Config) -> None:
    with pytest.raises(UnreadableFileError, match=r"model\.h5"):
        read(config)


def test_counts_layers_against_the_limit() -> None:
    place = Place(Path("model.h5"), replace(DEFAULT_LIMITS, layers=3))
    nested = sequential(dense("a", 1), dense("b", 1), name="inner")
    with pytest.raises(LimitError, match="number of layers is 4, the limit is 3"):
        read_architecture(sequential(nested, dense("c", 1)), place)


def test_a_layer_inside_a_nested_model_has_its_whole_address() -> None:
    nested = functional([input_layer("y", 3), dense("a", 2, [on("y")], rate=float("nan"))], "y", "a", name="inner")
    _model, place = read(sequential(nested))
    assert [finding.where for finding in place.findings] == ["inner / a"]
