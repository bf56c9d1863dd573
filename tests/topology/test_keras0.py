from __future__ import annotations

from typing import Any

import pytest

from rekeras.topology.keras0 import in_keras_1_words, is_keras_0, training_in_keras_1_words

DENSE = {"name": "Dense", "custom_name": "dense", "output_dim": 3, "cache_enabled": True, "input_shape": [4]}


def chain(*layers: dict[str, Any]) -> dict[str, Any]:
    return {"name": "Sequential", "layers": list(layers), "loss": "mse"}


def node(name: str, **called_on: Any) -> dict[str, Any]:
    return {"name": name, "input": None, "inputs": [], "merge_mode": "sum", "concat_axis": -1, **called_on}


GRAPH = {
    "name": "Graph",
    "input_config": [{"name": "a", "input_shape": [4]}],
    "node_config": [node("left", input="a"), node("right", inputs=["left", "a"])],
    "nodes": {"left": DENSE, "right": DENSE},
    "output_config": [node("out", input="right"), node("sum", inputs=["left", "right"])],
    "input_order": ["a"],
    "output_order": ["out", "sum"],
}


@pytest.mark.parametrize("document", [chain(DENSE), GRAPH])
def test_knows_a_model_of_keras_0(document: dict[str, Any]) -> None:
    assert is_keras_0(document)


@pytest.mark.parametrize(
    "document",
    [{"class_name": "Sequential", "config": [], "name": "Sequential", "layers": []}, {"name": "Sequential"}, DENSE, []],
    ids=["keras-1", "no-layers", "layer", "list"],
)
def test_leaves_other_documents_alone(document: Any) -> None:
    assert not is_keras_0(document)


def test_a_layer_gets_a_class_and_a_config() -> None:
    (layer,) = in_keras_1_words(chain(DENSE))["config"]
    config = {"output_dim": 3, "name": "dense", "bias": True, "batch_input_shape": [None, 4]}
    assert layer == {"class_name": "Dense", "config": config}


def test_names_that_stand_twice_are_counted() -> None:
    layers = in_keras_1_words(chain(DENSE, DENSE, {"name": "Dropout", "p": 0.3}))["config"]
    assert [layer["config"]["name"] for layer in layers] == ["dense", "dense_2", "dropout"]


def test_words_have_a_length_and_numbers() -> None:
    words = {"name": "Embedding", "input_dim": 9, "output_dim": 4, "input_length": 7, "input_shape": [9]}
    (layer,) = in_keras_1_words(chain(words))["config"]
    assert layer["config"]["batch_input_shape"] == [None, 7]
    assert layer["config"]["input_dtype"] == "int32"


def test_merged_models_are_read_too() -> None:
    merge = {"name": "Merge", "layers": [chain(DENSE), chain(DENSE)], "mode": "concat"}
    (layer,) = in_keras_1_words(chain(merge))["config"]
    names = [branch["config"][0]["config"]["name"] for branch in layer["config"]["layers"]]
    assert names == ["dense", "dense_2"]


def test_a_graph_calls_its_nodes() -> None:
    config = in_keras_1_words(GRAPH)["config"]
    calls = {entry["name"]: [ref[0] for call in entry["inbound_nodes"] for ref in call] for entry in config["layers"]}
    assert calls == {
        "a": [],
        "left": ["a"],
        "right_merge": ["left", "a"],
        "right": ["right_merge"],
        "sum": ["left", "right"],
    }
    assert config["input_layers"] == [["a", 0, 0]]
    assert config["output_layers"] == [["right", 0, 0], ["sum", 0, 0]]


def test_training_settings_are_kept() -> None:
    compiled = {**chain(DENSE), "optimizer": {"name": "SGD", "lr": 0.1}}
    optimizer = {"class_name": "SGD", "config": {"lr": 0.1}}
    assert training_in_keras_1_words(compiled) == {"loss": "mse", "optimizer_config": optimizer}
    assert training_in_keras_1_words({"name": "Sequential", "layers": []}) is None
