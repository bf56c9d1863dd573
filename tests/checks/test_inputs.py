from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.checks._inputs import made_up


def input_layer(name: str, shape: list[int | None], dtype: str = "float32") -> Layer:
    return Layer("InputLayer", name, {"batch_shape": shape, "dtype": dtype})


def functional(inputs: object, calls: tuple[Call, ...], *layers: Layer) -> Layer:
    return Layer("Functional", "m", layers=layers, graph=Graph(calls, inputs, TensorRef(calls[-1].layer)))


def call(layer: str, *on: str) -> Call:
    refs = [TensorRef(name) for name in on]
    return Call(layer, 0, (refs if len(refs) > 1 else refs[0],))


def inputs_of(model: Layer) -> dict[str, np.ndarray]:
    recording = made_up(model)
    assert recording is not None
    assert recording.outputs == ()
    return dict(recording.inputs)


def test_fills_in_unknown_sizes() -> None:
    image = functional(TensorRef("x"), (call("a", "x"),), input_layer("x", [None, None, None, 3]), Layer("ReLU", "a"))
    (array,) = inputs_of(image).values()
    assert (array.shape, array.dtype.name) == ((2, 64, 64, 3), "float32")
    assert array.std() > 0.5


def test_keeps_a_fixed_batch() -> None:
    model = Layer("Sequential", "m", layers=(input_layer("x", [4, None, 5]), Layer("ReLU", "a")))
    assert inputs_of(model)["x0"].shape == (4, 12, 5)


def test_stays_within_the_rows_of_an_embedding() -> None:
    layers = (
        input_layer("x", [None, 50]),
        Layer("Dropout", "drop"),
        Layer("Embedding", "table", {"input_dim": 7, "output_dim": 2}),
        Layer("Embedding", "small", {"input_dim": 4, "output_dim": 2}),
    )
    model = functional(TensorRef("x"), (call("drop", "x"), call("table", "drop"), call("small", "x")), *layers)
    array = inputs_of(model)["x0"]
    assert set(np.unique(array)) == {0.0, 1.0, 2.0, 3.0}


def test_looks_for_embeddings_inside_wrappers_and_models() -> None:
    table = Layer("Embedding", "table", {"input_dim": 3, "output_dim": 2})
    wrapped = Layer("TimeDistributed", "each", parts={"layer": table})
    inner = Layer("Sequential", "inner", layers=(input_layer("y", [None, 5, 9]), wrapped))
    model = functional(TensorRef("x"), (call("inner", "x"),), input_layer("x", [None, 5, 9]), inner)
    assert set(np.unique(inputs_of(model)["x0"])) == {0.0, 1.0, 2.0}


def test_an_embedding_of_something_computed_is_no_lookup() -> None:
    layers = (
        input_layer("x", [None, 50]),
        Layer("Dense", "dense", {"units": 3}, {"kernel": None}),  # type: ignore[dict-item]
        Layer("Embedding", "table", {"input_dim": 7, "output_dim": 2}),
    )
    model = functional(TensorRef("x"), (call("dense", "x"), call("table", "dense")), *layers)
    assert inputs_of(model)["x0"].min() < 0


@pytest.mark.parametrize(("dtype", "kind"), [("int32", "i"), ("bool", "b"), ("string", "U"), ("float64", "f")])
def test_follows_the_dtype(dtype: str, kind: str) -> None:
    model = functional(TensorRef("x"), (call("a", "x"),), input_layer("x", [None, 5], dtype), Layer("Flatten", "a"))
    assert inputs_of(model)["x0"].dtype.kind == kind


def test_orders_several_inputs_and_names_those_of_a_dict() -> None:
    layers = (input_layer("wide", [None, 5]), input_layer("deep", [None, 7]), Layer("Concatenate", "cat"))
    several = [TensorRef("wide"), TensorRef("deep")]
    listed = inputs_of(functional(several, (call("cat", "wide", "deep"),), *layers))
    assert [listed["x0"].shape, listed["x1"].shape] == [(2, 5), (2, 7)]
    named = inputs_of(functional({"b": several[0], "a": several[1]}, (call("cat", "wide", "deep"),), *layers))
    assert named["names"].tolist() == ["a", "b"]
    assert [named["x0"].shape, named["x1"].shape] == [(2, 7), (2, 5)]


def test_is_the_same_every_time() -> None:
    model = functional(TensorRef("x"), (call("a", "x"),), input_layer("x", [None, 5]), Layer("ReLU", "a"))
    np.testing.assert_array_equal(inputs_of(model)["x0"], inputs_of(model)["x0"])


def test_gives_up_where_the_shape_is_unknown() -> None:
    assert made_up(Layer("Sequential", "m", layers=(Layer("ReLU", "a"),))) is None
