from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.fitting.differences import differences


def found(old: dict[str, Any], new: dict[str, Any], old_class: str = "Dense", new_class: str = "Dense") -> list[str]:
    return [one.found for one in differences(Layer(old_class, "a", old), Layer(new_class, "a", new), "a")]


def test_names_what_computes_differently() -> None:
    assert found({"epsilon": 0.001}, {"epsilon": 1e-05}) == ["Dense: `epsilon` was 0.001, and is 1e-05 here"]
    assert found({}, {}, old_class="GRU") == ["the weights come from a layer that is GRU in Keras 3; here it is Dense"]


def test_spellings_and_training_are_no_difference() -> None:
    function = {"module": "builtins", "class_name": "function", "config": "relu", "registered_name": "function"}
    assert not found({"activation": function}, {"activation": "relu"})
    assert not found({"kernel_initializer": "zeros", "momentum": 0.9, "axis": [3]}, {"momentum": 0.99, "axis": 3})


def test_looks_into_inner_layers() -> None:
    old = Layer("Bidirectional", "b", parts={"forward_layer": Layer("LSTM", "f", {"activation": "tanh"})})
    new = Layer("Bidirectional", "b", parts={"forward_layer": Layer("LSTM", "f", {"activation": "relu"})})
    (one,) = differences(old, new, "b")
    assert one.where == "b / forward_layer"
