from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from rekeras.archive import Call, Layer, TensorRef, refs_in
from rekeras.errors import UnreadableFileError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.topology.architecture import read_architecture
from rekeras.topology.place import Place
from tests.builders import Config, dense, entry, functional, input_layer, on, sequential, small_model


def read(config: Config) -> tuple[Layer, Place]:
    place = Place(Path("model.h5"), DEFAULT_LIMITS)
    return read_architecture(config, place), place


def calls_of(config: Config) -> tuple[Call, ...]:
    model, _place = read(config)
    assert model.graph is not None
    return model.graph.calls


def sentence(config: Config) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(config)
    return str(refused.value)


def test_reads_layers_and_calls() -> None:
    model, place = read(small_model())
    assert [(layer.class_name, layer.name) for layer in model.layers] == [
        ("InputLayer", "x"),
        ("Dense", "first"),
        ("Dense", "second"),
    ]
    assert "name" not in model.layers[1].config
    assert model.graph is not None
    assert model.graph.calls == (
        Call("first", 0, (TensorRef("x"),), {}),
        Call("second", 0, (TensorRef("first"),), {}),
    )
    assert (model.graph.inputs, model.graph.outputs) == (TensorRef("x"), TensorRef("second"))
    assert place.findings == ()


def test_a_call_comes_after_those_it_depends_on_in_keyword_arguments_too() -> None:
    late = [["x", 0, 0, {"mask": ["b", 0, 0]}]]
    config = functional(
        [input_layer("x", 3), dense("a", 4, [late]), dense("b", 3, [on("c")]), dense("c", 3, [on("x")])], "x", "a"
    )
    assert [call.layer for call in calls_of(config)] == ["c", "b", "a"]


def test_a_shared_layer_is_called_in_the_order_of_its_nodes() -> None:
    config = functional(
        [
            input_layer("x", 3),
            dense("shared", 3, [on("x"), [["between", 0, 0, {}]]]),
            dense("between", 3, [[["shared", 0, 0, {}]]]),
        ],
        "x",
        [["shared", 1, 0]],
    )
    assert [(call.layer, call.node) for call in calls_of(config)] == [("shared", 0), ("between", 0), ("shared", 1)]


@pytest.mark.parametrize("first", [0, 1])
def test_nodes_of_nested_models_count_from_0_however_the_file_counts(first: int) -> None:
    nested = sequential(dense("inside", 3), name="base")
    config = functional(
        [
            input_layer("x", 3),
            {**nested, "name": "base", "inbound_nodes": [on("x"), on("x")]},
            entry("Add", "add", [[["base", first, 0, {}], ["base", first + 1, 0, {}]]]),
        ],
        "x",
        "add",
    )
    assert calls_of(config)[-1].args == ([TensorRef("base", 0), TensorRef("base", 1)],)


def test_a_nested_model_as_the_output_counts_from_0_too() -> None:
    nested = functional([input_layer("y", 3), dense("inside", 2, [on("y")])], "y", "inside", name="base")
    config = functional(
        [input_layer("x", 3), {**nested, "name": "base", "inbound_nodes": [on("x")]}], "x", [["base", 1, 0]]
    )
    model, _place = read(config)
    assert model.graph is not None
    assert model.graph.outputs == TensorRef("base", 0)
    assert model.layers[1].graph is not None


def test_a_dict_of_inputs_and_outputs_stays_one() -> None:
    config = functional(
        [input_layer("x", 3), dense("d", 2, [on("x")])], {"given": ["x", 0, 0]}, {"result": ["d", 0, 0]}
    )
    model, _place = read(config)
    assert model.graph is not None
    assert (model.graph.inputs, model.graph.outputs) == ({"given": TensorRef("x")}, {"result": TensorRef("d")})


def test_refuses_calls_on_layers_that_are_not_there() -> None:
    config = functional([input_layer("x", 3), dense("a", 2, [on("gone")])], "x", [["lost", 0, 0]])
    assert "not there: gone, lost" in sentence(config)


def test_refuses_a_loop_and_names_its_layers() -> None:
    config = functional(
        [input_layer("x", 3), dense("a", 3, [on("b")]), dense("b", 3, [on("a")]), dense("c", 3, [on("x")])], "x", "c"
    )
    assert "in a loop: a, b" in sentence(config)


@pytest.mark.parametrize("node", [-1, 3])
def test_refuses_a_call_that_was_never_made(node: int) -> None:
    config = functional([input_layer("x", 3), dense("a", 3, [on("x")])], "x", [["a", node, 0]])
    assert f"a: outputs of its call number {node} are used, which is never made (expected: 0)" in sentence(config)


def test_refuses_a_name_that_stands_twice() -> None:
    config = functional([input_layer("x", 3), dense("a", 3, [on("x")]), dense("a", 3, [on("x")])], "x", "a")
    assert "several layers have the same name: a" in sentence(config)


def test_refuses_layers_that_nothing_calls() -> None:
    _model, place = read(functional([input_layer("x", 3), dense("a", 3, [on("x")]), dense("dead", 3, [])], "x", "a"))
    assert [(finding.code, finding.where) for finding in place.findings] == [("layer_never_called", "dead")]


def test_a_long_chain_is_no_deep_recursion() -> None:
    names = ["x", *(f"d{index}" for index in range(3000))]
    layers: list[Any] = [dense(name, 3, [on(before)]) for before, name in pairwise(names)]
    config = functional([*reversed(layers), input_layer("x", 3)], "x", names[-1])
    assert [call.layer for call in calls_of(config)] == names[1:]


@pytest.mark.parametrize(("version", "written"), [((3, 0), (0, 1)), ((3, 3), (1, 0)), ((3, 15), (1, 2))])
def test_outputs_of_inner_models_of_keras_3_are_counted_as_each_version_does(
    version: tuple[int, ...], written: tuple[int, int]
) -> None:
    inner = functional([input_layer("i", 2), dense("d", 2, [on("i")])], "i", "d", name="inner")
    twice = {**inner, "name": "inner", "inbound_nodes": [on("x"), [["inner", 0, 0, {}]]]}
    config = functional([input_layer("x", 2), twice], "x", "inner")
    config["config"]["output_layers"] = [["inner", node, 0] for node in written]
    model = read_architecture(config, Place(Path("m.json"), DEFAULT_LIMITS, version=version))
    assert model.graph is not None
    assert [ref.node for ref in refs_in(model.graph.outputs)] == [0, 1]
