"""Config JSON of Keras 2."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.keras2.config import config_of
from tests.archives import call, chain, dense, functional, input_layer, lstm, ref, sequential


def test_calls_are_lists_and_those_of_inner_models_counted_from_one() -> None:
    inner = functional([input_layer("i", 3), dense("d", 3, 3)], [call("d", "i")], "i", "d", name="inner")
    layers = [input_layer("x", 3), inner, Layer("Add", "a")]
    calls = [call("inner", "x"), call("inner", "inner", node=1), call("a", [ref("inner", 0), ref("inner", 1)])]
    config = config_of(functional(layers, calls, "x", ["a", ref("inner", 1)]))
    nodes = {layer["name"]: layer["inbound_nodes"] for layer in config["config"]["layers"]}
    assert config["class_name"] == "Model"
    assert nodes["inner"] == [[["x", 0, 0, {}]], [["inner", 1, 0, {}]]]
    assert nodes["a"] == [[["inner", 1, 0, {}], ["inner", 2, 0, {}]]]
    assert config["config"]["output_layers"] == [["a", 0, 0], ["inner", 2, 0]]


def test_tensors_among_the_named_arguments() -> None:
    layers = [input_layer("x", 4, 3), input_layer("v", 4, 3), Layer("MultiHeadAttention", "m", {"num_heads": 2})]
    model = functional(layers, [call("m", "x", value=ref("v"), training=False)], ["x", "v"], "m")
    entry = config_of(model)["config"]["layers"][-1]
    assert entry["inbound_nodes"] == [[["x", 0, 0, {"value": ["v", 0, 0], "training": False}]]]


def test_inner_layers_and_cells() -> None:
    cells = Layer("StackedRNNCells", "s", parts={"cells.0": Layer("GRUCell", "g"), "cells.1": Layer("LSTMCell", "l")})
    config = config_of(Layer("RNN", "r", {"unroll": False}, parts={"cell": cells}))["config"]
    assert [cell["class_name"] for cell in config["cell"]["config"]["cells"]] == ["GRUCell", "LSTMCell"]
    parts = {"forward_layer": lstm("f", 3, 2), "backward_layer": lstm("b", 3, 2)}
    both = config_of(Layer("Bidirectional", "b", parts=parts))["config"]
    assert (both["layer"]["config"]["name"], both["backward_layer"]["config"]["name"]) == ("f", "b")


def test_sequential() -> None:
    config = config_of(sequential(input_layer("x", 3), dense("d", 3, 2)))
    assert [layer["class_name"] for layer in config["config"]["layers"]] == ["InputLayer", "Dense"]
    assert config_of(chain(input_layer("x", 3), dense("d", 3, 2)))["config"]["input_layers"] == [["x", 0, 0]]
