"""The order of `model.layers` after loading; `tests/test_write.py` compares it with real Keras."""

from __future__ import annotations

from rekeras.keras3.order import loaded_layers, operation_order
from tests.archives import call, chain, dense, functional, input_layer, ref, sequential


def names(layers: object) -> list[str]:
    return [layer.name for layer in layers]  # type: ignore[attr-defined]


def test_the_deepest_layers_come_first() -> None:
    layers = [input_layer("x", 3), dense("late", 3, 3), dense("early", 3, 3)]
    model = functional(layers, [call("early", "x"), call("late", "early")], "x", "late")
    assert names(loaded_layers(model)) == ["x", "early", "late"]


def test_layers_of_one_depth_stand_as_the_outputs_reach_them() -> None:
    layers = [input_layer("x", 3), dense("a", 3, 3), dense("b", 3, 3)]
    calls = [call("a", "x"), call("b", "x")]
    assert names(loaded_layers(functional(layers, calls, "x", ["b", "a"]))) == ["x", "b", "a"]
    assert names(loaded_layers(functional(layers, calls, "x", {"two": "b", "one": "a"}))) == ["x", "a", "b"]


def test_a_shared_layer_counts_at_its_deepest_call() -> None:
    layers = [input_layer("x", 3), dense("between", 3, 3), dense("shared", 3, 3)]
    calls = [call("shared", "x"), call("between", "shared"), call("shared", "between", node=1)]
    model = functional(layers, calls, "x", [ref("shared", 1)])
    assert names(loaded_layers(model)) == ["x", "shared", "between"]


def test_inputs_that_nothing_uses_stay() -> None:
    layers = [input_layer("x", 3), input_layer("unused", 3), dense("a", 3, 3)]
    model = functional(layers, [call("a", "x")], ["x", "unused"], "a")
    assert names(loaded_layers(model)) == ["x", "unused", "a"]


def test_layers_that_feed_no_output_are_gone() -> None:
    layers = [input_layer("x", 3), dense("a", 3, 3), dense("lost", 3, 3)]
    model = functional(layers, [call("a", "x"), call("lost", "x")], "x", "a")
    assert names(loaded_layers(model)) == ["x", "a"]


def test_a_sequential_model_hides_its_input_layer() -> None:
    assert names(loaded_layers(sequential(input_layer("x", 3), dense("a", 3, 3)))) == ["a"]
    assert names(loaded_layers(sequential(dense("a", 3, 3)))) == ["a"]
    assert names(loaded_layers(sequential())) == []


def test_depth_of_a_graph_is_no_limit() -> None:
    model = chain(input_layer("x", 3), *(dense(f"d{index}", 3, 3) for index in range(3000)))
    assert model.graph is not None
    assert operation_order(model.graph)[-1] == "d2999"
