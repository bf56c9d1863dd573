"""Config JSON; `tests/test_write.py` compares it with what Keras itself writes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from rekeras.archive import Layer
from rekeras.describe import describe
from rekeras.keras3.config import config_of
from tests.archives import call, chain, dense, functional, input_layer, lstm, sequential


def written(model: Layer) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(config_of(model, describe(model)[0])))
    return made


def test_a_layer() -> None:
    assert written(dense("d", 3, 4)) == {
        "module": "keras.layers",
        "class_name": "Dense",
        "registered_name": None,
        "config": {"name": "d", "units": 4, "activation": "tanh", "use_bias": True},
    }


def test_a_functional_model() -> None:
    made = written(chain(input_layer("x", 3), dense("d", 3, 4)))
    assert (made["module"], made["registered_name"]) == ("keras.src.models.functional", "Functional")
    config = made["config"]
    assert [layer["name"] for layer in config["layers"]] == ["x", "d"]
    assert config["input_layers"] == [["x", 0, 0]]
    tensor = config["layers"][1]["inbound_nodes"][0]["args"][0]
    assert tensor["config"] == {"shape": [None, 3], "dtype": "float32", "keras_history": ["x", 0, 0]}


def test_a_sequential_model_holds_inner_models_bare() -> None:
    inner = chain(input_layer("i", 3), dense("d", 3, 4))
    made = written(sequential(input_layer("x", 3), inner, trainable=False))
    assert (made["module"], made["registered_name"]) == ("keras", None)
    assert made["config"]["trainable"] is False
    assert made["config"]["layers"][1]["config"]["output_layers"] == ["d", 0, 0]


def test_inner_layers_stand_under_their_keys() -> None:
    both = Layer("Bidirectional", "b", {}, parts={"forward_layer": lstm("f", 3, 2), "backward_layer": lstm("g", 3, 2)})
    cells = {f"cells.{index}": Layer("GRUCell", f"c{index}", {}) for index in range(3)}
    rnn = Layer("RNN", "r", {}, parts={"cell": Layer("StackedRNNCells", "s", {}, parts=cells)})
    assert written(both)["config"]["layer"]["config"]["name"] == "f"
    assert written(both)["config"]["backward_layer"]["config"]["name"] == "g"
    inner = written(rnn)["config"]["cell"]["config"]["cells"]
    assert [cell["config"]["name"] for cell in inner] == ["c0", "c1", "c2"]


def test_classes_of_others_go_by_their_registered_name() -> None:
    known = written(Layer("Crop", "c", {}, package="theirs"))
    assert (known["module"], known["registered_name"]) == (None, "theirs>Crop")
    unknown = written(Layer("Crop", "c", {}))
    assert (unknown["module"], unknown["registered_name"]) == (None, "Crop")


def test_keys_of_newer_versions_are_written_where_they_say_something() -> None:
    plain = input_layer("x", 3).with_config({"ragged": False, "optional": False})
    assert written(plain)["config"].keys() == {"name", "batch_shape", "dtype", "sparse"}
    assert written(plain.with_config({"optional": True}))["config"]["optional"] is True


def test_initializers_go_by_the_name_that_all_versions_read() -> None:
    value = {"module": "keras.initializers", "class_name": "Orthogonal", "config": {"gain": 2.0}}
    layer = replace(dense("d", 3, 4), config={"kernel_initializer": value})
    assert written(layer)["config"]["kernel_initializer"] == {**value, "class_name": "OrthogonalInitializer"}


def test_tensors_of_unknown_shape_can_be_written() -> None:
    stranger = Layer("Crop", "c", {}, package="theirs")
    model = functional([input_layer("x", 3), stranger, dense("d", 3, 4)], [call("c", "x"), call("d", "c")], "x", "d")
    tensor = written(model)["config"]["layers"][2]["inbound_nodes"][0]["args"][0]
    assert tensor["config"]["shape"] == [None]
