"""Calls as Keras 3 writes them, and as its older versions need them."""

from __future__ import annotations

import pytest

from rekeras.archive import Call, Graph
from rekeras.keras3.calls import early_calls, fits_list, inbound_nodes, is_nested, is_recounted, model_tensors
from rekeras.layers._description import Spec
from tests.archives import call, chain, dense, functional, input_layer, ref


def test_a_call_is_written_with_shape_and_dtype() -> None:
    graph = Graph((call("a", "x", training=False),), ref("x"), ref("a"))
    nodes = inbound_nodes(graph, ["x", "a"], {ref("x"): Spec((None, 3), "float16")})
    config = {"shape": [None, 3], "dtype": "float16", "keras_history": ["x", 0, 0]}
    tensor = {"class_name": "__keras_tensor__", "config": config}
    assert nodes == {"x": [], "a": [{"args": [tensor], "kwargs": {"training": False}}]}


def test_calls_stand_in_the_order_of_their_nodes() -> None:
    graph = Graph((call("a", "x", node=1), call("a", "y")), [ref("x"), ref("y")], ref("a", 1))
    nodes = inbound_nodes(graph, ["x", "y", "a"], {})["a"]
    assert [node["args"][0]["config"]["keras_history"][0] for node in nodes] == ["y", "x"]


def test_a_call_before_those_it_depends_on_is_written_as_a_list() -> None:
    calls = (call("a", "x"), call("b", "a"), call("a", "b", node=1, scale=2))
    nodes = inbound_nodes(Graph(calls, ref("x"), ref("a", 1)), ["x", "a", "b"], {})
    assert nodes["a"][0]["args"][0]["config"]["keras_history"] == ["x", 0, 0]
    assert nodes["a"][1] == [["b", 0, 0, {"scale": 2}]]


def test_a_call_that_no_list_can_say_stays_a_dict() -> None:
    calls = (call("a", "x"), call("b", "a"), Call("a", 1, (ref("b"),), {"mask": ref("x")}))
    graph = Graph(calls, ref("x"), ref("a", 1))
    assert early_calls(graph, ["x", "a", "b"]) == {("a", 1)}
    assert isinstance(inbound_nodes(graph, ["x", "a", "b"], {})["a"][1], dict)


@pytest.mark.parametrize(
    ("made", "fits"),
    [
        (call("a", "x"), True),
        (call("a", ["x", "y"]), True),
        (call("a", ["x"]), False),
        (call("a", "x", "y"), False),
        (call("a", ["x", 3]), False),
        (Call("a", 0, (ref("x"),), {"mask": ref("y")}), False),
    ],
)
def test_what_a_list_can_say(made: Call, fits: bool) -> None:
    assert fits_list(made) is fits


def test_numbers_that_a_layer_is_called_on_become_tensors() -> None:
    graph = Graph((call("a", ["x", [[0.5, 2]]]), Call("b", 0, (ref("x"), 0.5))), ref("x"), [ref("a"), ref("b")])
    nodes = inbound_nodes(graph, ["x", "a", "b"], {ref("x"): Spec((None, 2), "float16")}, operations={"b"})
    constant = {"class_name": "__tensor__", "config": {"value": [[0.5, 2]], "dtype": "float16"}}
    assert nodes["a"][0]["args"][0][1] == constant
    assert nodes["b"][0]["args"][1] == 0.5
    graph = Graph((Call("a", 0, (ref("x"),), {"initial_state": [[0.5, 2]], "training": False}),), ref("x"), ref("a"))
    kwargs = inbound_nodes(graph, ["x", "a"], {ref("x"): Spec((None, 2), "float16")})["a"][0]["kwargs"]
    assert kwargs == {"initial_state": constant, "training": False}


def test_ends_of_a_model() -> None:
    model = chain(input_layer("x", 3), dense("a", 3, 3))
    assert model.graph is not None
    layers = {layer.name: layer for layer in model.layers}
    assert model_tensors(ref("a"), layers, model.graph) == [["a", 0, 0]]
    assert model_tensors(ref("a"), layers, model.graph, bare=True) == ["a", 0, 0]
    assert model_tensors({"out": ref("a")}, layers, model.graph) == {"out": ["a", 0, 0]}
    assert not is_nested([ref("a")])
    assert is_nested([ref("a"), [ref("x")]])


def test_outputs_of_a_nested_model_are_counted_from_one_where_it_is_called_again() -> None:
    inner = chain(input_layer("i", 3), dense("d", 3, 3))
    once = functional([input_layer("x", 3), inner], [call("model", "x")], "x", "model", name="outer")
    twice = functional(
        [input_layer("x", 3), inner], [call("model", "x"), call("model", "model", node=1)], "x", [ref("model", 1)]
    )
    for model, index in ((once, 0), (twice, 2)):
        assert model.graph is not None
        layers = {layer.name: layer for layer in model.layers}
        assert model_tensors(model.graph.outputs, layers, model.graph) == [["model", index, 0]]
    assert twice.graph is not None
    assert is_recounted(ref("model"), {"model": inner}, twice.graph)
