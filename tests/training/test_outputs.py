from __future__ import annotations

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.training._outputs import Outputs, outputs_of
from tests.training.sources import dense

TWO = Outputs(("a", "b"), (3, 1))


def functional(outputs: object) -> Layer:
    layers = (
        Layer("InputLayer", "x", {"batch_shape": [None, 4], "dtype": "float32"}),
        dense("left", 3),
        dense("right", 1),
    )
    calls = (
        Call("x", 0, ()),
        Call("left", 0, (TensorRef("x"),)),
        Call("right", 0, (TensorRef("x"),)),
        Call("right", 1, (TensorRef("x"),)),
    )
    return Layer("Functional", "m", layers=layers, graph=Graph(calls, TensorRef("x"), outputs))


def test_outputs_are_called_after_their_layers() -> None:
    outputs = outputs_of(functional([TensorRef("right"), TensorRef("left"), TensorRef("right", 1)]))
    assert outputs.names == ("right", "left", "right_1")
    assert outputs.sizes[:2] == (1, 3)
    assert not outputs.keyed


def test_outputs_of_a_dict_are_called_by_its_keys() -> None:
    outputs = outputs_of(functional({"p": TensorRef("left"), "q": TensorRef("right")}))
    assert (outputs.names, outputs.keyed) == (("p", "q"), True)
    assert outputs.gathered([1, None]) == {"p": 1}


def test_the_output_of_a_sequential_is_its_last_layer() -> None:
    model = Layer("Sequential", "m", {"build_input_shape": [None, 4]}, layers=(dense("first", 2), dense("last", 5)))
    assert outputs_of(model).names == ("last",)


def test_one_thing_is_said_of_all() -> None:
    assert TWO.each("mse") == (["mse", "mse"], ())


def test_lists_and_dicts_go_by_place_and_name() -> None:
    assert TWO.each(["mse", "mae"]) == (["mse", "mae"], ())
    assert TWO.each(["mse"]) == (["mse", None], ())
    assert TWO.each({"b": "mae", "c": "mse"}) == ([None, "mae"], ("c",))


def test_one_output_is_taken_bare() -> None:
    assert Outputs(("a",), (3,)).gathered(["mse"]) == "mse"
    assert TWO.gathered(["mse", None]) == ["mse", None]
