"""Models of every shape, described without building them."""

from __future__ import annotations

import time
from typing import Any

import pytest

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.describe import describe, describe_inner, describers
from rekeras.keras3.catalog import catalog
from rekeras.layers._description import Inputs, ShapeError, Spec, Variable

# Layers of Keras 3 alone whose outputs nobody asks for yet; they have no variables.
NOT_DESCRIBED = {"MaxNumBoundingBoxes", "MelSpectrogram", "Pipeline", "STFTSpectrogram"}


def layer(class_name: str, name: str, /, **config: Any) -> Layer:
    return Layer(class_name, name, config)


def entry(name: str = "x", *shape: int | None) -> Layer:
    return layer("InputLayer", name, batch_input_shape=[None, *shape], dtype="float32")


def on(ref: str, name: str, node: int = 0, **kwargs: Any) -> Call:
    return Call(name, node, (TensorRef(ref),), kwargs)


def functional(layers: list[Layer], calls: list[Call], outputs: Any, inputs: Any = None, name: str = "model") -> Layer:
    given = TensorRef("x") if inputs is None else inputs
    return Layer("Functional", name, layers=tuple(layers), graph=Graph(tuple(calls), given, outputs))


def test_a_chain() -> None:
    model = functional(
        [entry("x", 5), layer("Dense", "first", units=3), layer("Dense", "second", units=2)],
        [on("x", "first"), on("first", "second")],
        TensorRef("second"),
    )
    description, findings = describe(model)
    assert findings == ()
    assert description.outputs == Spec((None, 2))
    assert description.children["second"].variables[0] == Variable("kernel", (3, 2))
    assert description.children["second"].inputs.first == Spec((None, 3))
    assert description.tensors[TensorRef("first")] == Spec((None, 3))


def test_a_shared_layer_is_described_once_and_gives_each_call_its_shape() -> None:
    shared = layer("Conv1D", "shared", filters=4, kernel_size=3)
    model = functional(
        [entry("x", 9, 6), entry("y", 7, 6), shared],
        [on("x", "shared"), on("y", "shared", node=1)],
        [TensorRef("shared"), TensorRef("shared", 1)],
        inputs=[TensorRef("x"), TensorRef("y")],
    )
    description, _findings = describe(model)
    assert [spec.shape for spec in description.outputs] == [(None, 7, 4), (None, 5, 4)]
    assert description.children["shared"].inputs.first.shape == (None, 9, 6)
    assert description.children["shared"].variables[0].shape == (3, 6, 4)


def test_outputs_of_several_tensors() -> None:
    model = functional(
        [entry("x", 5, 7), layer("LSTM", "lstm", units=3, return_state=True), layer("Concatenate", "both")],
        [on("x", "lstm"), Call("both", 0, ([TensorRef("lstm", 0, 1), TensorRef("lstm", 0, 2)],))],
        TensorRef("both"),
    )
    description, findings = describe(model)
    assert findings == ()
    assert description.outputs.shape == (None, 6)


def test_sequential_knows_its_input_from_the_first_layer() -> None:
    first = layer("Dense", "first", units=3, batch_input_shape=[None, 5])
    model = Layer("Sequential", "model", layers=(first, layer("Dense", "second", units=2)))
    description, _findings = describe(model)
    assert description.outputs.shape == (None, 2)
    assert description.children["first"].variables[0].shape == (5, 3)


def test_sequential_knows_its_input_from_build_input_shape() -> None:
    model = Layer("Sequential", "model", {"build_input_shape": [None, 5]}, layers=(layer("Dense", "d", units=3),))
    assert describe(model)[0].children["d"].variables[0].shape == (5, 3)


def test_sequential_inside_a_functional_model_gets_its_input_from_there() -> None:
    inner = Layer("Sequential", "inner", layers=(layer("Dense", "d", units=3), layer("Flatten", "f")))
    model = functional([entry("x", 4, 5), inner], [on("x", "inner")], TensorRef("inner"))
    description, findings = describe(model)
    assert findings == ()
    assert description.outputs.shape == (None, 12)
    assert description.children["inner"].children["d"].variables[0].shape == (5, 3)


def test_sequential_whose_first_layer_is_a_model_with_inputs() -> None:
    inner = functional([entry("x", 5), layer("Dense", "d", units=3)], [on("x", "d")], TensorRef("d"), name="inner")
    model = Layer("Sequential", "outer", layers=(inner, layer("Dense", "last", units=2)))
    assert describe(model)[0].children["last"].variables[0].shape == (3, 2)


def test_a_model_on_other_inputs_gives_other_outputs() -> None:
    inner = functional(
        [entry("x", None, 6), layer("Conv1D", "c", filters=4, kernel_size=3)],
        [on("x", "c")],
        TensorRef("c"),
        name="inner",
    )
    outer = functional(
        [entry("x", 9, 6), inner], [on("x", "inner"), on("inner", "again")][:1], TensorRef("inner"), name="outer"
    )
    assert describe(inner)[0].outputs.shape == (None, None, 4)
    assert describe(outer)[0].outputs.shape == (None, 7, 4)


def test_a_model_in_time_distributed() -> None:
    inner = functional([entry("x", 6), layer("Dense", "d", units=3)], [on("x", "d")], TensorRef("d"), name="inner")
    wrapper = Layer("TimeDistributed", "t", parts={"layer": inner})
    model = functional([entry("x", 5, 6), wrapper], [on("x", "t")], TensorRef("t"))
    description, findings = describe(model)
    assert findings == ()
    assert description.outputs.shape == (None, 5, 3)
    assert description.children["t"].children["layer"].children["d"].variables[0].shape == (6, 3)


def test_a_model_of_dicts() -> None:
    model = functional(
        [entry("x", 5), entry("y", 3), layer("Add", "add"), layer("Dense", "d", units=3)],
        [on("x", "d"), Call("add", 0, ([TensorRef("d"), TensorRef("y")],))],
        {"sum": TensorRef("add"), "dense": TensorRef("d")},
        inputs={"x": TensorRef("x"), "y": TensorRef("y")},
    )
    description, _findings = describe(model)
    assert description.outputs == {"sum": Spec((None, 3)), "dense": Spec((None, 3))}


def test_layers_without_a_call_are_described_too() -> None:
    model = functional([entry("x", 5), layer("Dense", "unused", units=3)], [], TensorRef("x"))
    assert describe(model)[0].children["unused"].variables[0].shape == (None, 3)


def test_mixed_precision_casts_what_each_layer_gets() -> None:
    model = functional(
        [
            entry("x", 5),
            layer("Dense", "half", units=3, dtype="mixed_float16"),
            layer("Activation", "single", activation="relu", dtype="float32"),
        ],
        [on("x", "half"), on("half", "single")],
        TensorRef("single"),
    )
    description, _findings = describe(model)
    assert description.tensors[TensorRef("half")].dtype == "float16"
    assert description.outputs.dtype == "float32"


def test_autocast_false_leaves_inputs_alone() -> None:
    kept, _findings = describe(layer("Flatten", "f", dtype="float16", autocast=False), Inputs((Spec((None, 5)),)))
    assert kept.outputs.dtype == "float32"


def test_classes_that_nobody_knows_give_unknown_outputs() -> None:
    model = functional(
        [entry("x", 5), Layer("MyLayer", "mine", package="my"), layer("Dense", "d", units=3)],
        [on("x", "mine"), on("mine", "d")],
        TensorRef("d"),
    )
    description, findings = describe(model)
    assert findings == ()
    assert description.outputs.shape is None
    assert description.children["d"].variables[0].shape == (None, 3)


def test_a_class_of_somebody_else_with_a_known_name_is_not_that_of_keras() -> None:
    mine = Layer("Dense", "mine", {"units": 3}, package="my_layers")
    assert describe(mine, Inputs((Spec((None, 5)),)))[0].variables == ()


def test_every_disagreement_is_found() -> None:
    model = functional(
        [
            entry("x", 5),
            layer("Reshape", "reshape", target_shape=[3, 3]),
            layer("Conv2D", "conv", filters=1, kernel_size=3),
        ],
        [on("x", "reshape"), on("x", "conv")],
        [TensorRef("reshape"), TensorRef("conv")],
    )
    _description, findings = describe(model)
    assert [(finding.where, finding.code) for finding in findings] == [
        ("reshape", "shapes_disagree"),
        ("conv", "shapes_disagree"),
    ]


def test_an_inner_layer_that_does_not_fit_raises() -> None:
    with pytest.raises(ShapeError, match="Dense: needs inputs of at least 2 dimensions"):
        describe_inner(layer("Dense", "d", units=3), Inputs((Spec((5,)),)))


def test_every_layer_of_keras_3_is_described() -> None:
    assert catalog().classes.keys() - describers().keys() == NOT_DESCRIBED
    assert all(not catalog().classes[name].variables for name in NOT_DESCRIBED)


def test_a_thousand_layers_take_well_under_100_ms() -> None:
    layers = [entry("x", 64, 64, 8)]
    calls = []
    for index in range(250):
        before = layers[-1].name
        for kind, config in (
            ("Conv2D", {"filters": 8, "kernel_size": [3, 3], "padding": "same"}),
            ("BatchNormalization", {"axis": [3]}),
            ("ReLU", {}),
            ("Dense", {"units": 8}),
        ):
            name = f"{kind}_{index}"
            layers.append(Layer(kind, name, config))
            calls.append(on(before, name))
            before = name
    model = functional(layers, calls, TensorRef(layers[-1].name))
    describe(model)
    best = min(_seconds(model) for _attempt in range(5))
    assert best < 0.1


def _seconds(model: Layer) -> float:
    start = time.process_time()
    _description, findings = describe(model)
    assert findings == ()
    return time.process_time() - start
