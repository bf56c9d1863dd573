"""Masks as arguments; the zoo's masked models check them against the old frameworks."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Call, Code, Layer, TensorRef
from rekeras.keras3.masks import with_masks
from tests.archives import call, chain, dense, functional, input_layer, lstm, ref, sequential, tensor


def embedding(name: str = "e", *, mask_zero: bool = True) -> Layer:
    return Layer("Embedding", name, {"mask_zero": mask_zero}, {"embeddings": tensor(7, 4)})


def calls(model: Layer) -> dict[str, Call]:
    graph = with_masks(model).graph
    assert graph is not None
    return {made.layer: made for made in graph.calls}


def mask_at(model: Layer, layer: str, argument: str = "mask") -> Any:
    return calls(model)[layer].kwargs.get(argument)


def test_an_embedding_masks_what_follows_it() -> None:
    model = chain(input_layer("x", 5), embedding(), dense("d", 4, 4), lstm("r", 4, 3))
    assert mask_at(model, "r") == ref("mask_not_equal")
    assert calls(model)["mask_not_equal"].args == (ref("x"), 0)
    assert mask_at(model, "d") is None


def test_masking_compares_all_features() -> None:
    masking = Layer("Masking", "m", {"mask_value": 0.5})
    model = chain(input_layer("x", 5, 4), masking, lstm("r", 4, 3, return_sequences=True), lstm("s", 3, 2))
    assert calls(model)["mask_not_equal"].args == (ref("x"), 0.5)
    assert calls(model)["mask_any"].args == (ref("mask_not_equal"),)
    assert mask_at(model, "r") == mask_at(model, "s") == ref("mask_any")
    made = {layer.name: layer for layer in with_masks(model).layers}
    assert made["mask_any"].is_operation
    assert made["mask_any"].config == {"axis": -1, "keepdims": False}


@pytest.mark.parametrize(
    "between",
    [Layer("Flatten", "f", {}), lstm("f", 4, 3), Layer("Dense", "f", {}, package="theirs"), Layer("Conv1D", "f", {})],
)
def test_many_layers_let_a_mask_go(between: Layer) -> None:
    assert mask_at(chain(input_layer("x", 5), embedding(), between, lstm("r", 4, 3)), "r") is None


def test_a_model_without_masks_stays_as_it_is() -> None:
    model = chain(input_layer("x", 5), embedding(mask_zero=False), lstm("r", 4, 3))
    assert with_masks(model).graph == model.graph


def test_merged_tensors_with_the_same_mask_keep_it() -> None:
    layers = [input_layer("x", 5), embedding(), dense("d", 4, 4), Layer("Concatenate", "c", {"axis": -1})]
    made = [call("e", "x"), call("d", "e"), call("c", ["e", "d"]), call("r", "c")]
    model = functional([*layers, lstm("r", 8, 3)], made, "x", "r")
    assert mask_at(model, "r") == ref("mask_not_equal")


def test_attention_takes_a_mask_for_each_input() -> None:
    attention = Layer("MultiHeadAttention", "m", {})
    layers = [input_layer("x", 5), input_layer("y", 6, 4), embedding(), attention, Layer("Attention", "a", {})]
    made = [call("e", "x"), Call("m", 0, (ref("y"), ref("e"))), call("a", ["e", "y"])]
    model = functional(layers, made, ["x", "y"], ["m", "a"])
    assert mask_at(model, "m", "value_mask") == ref("mask_not_equal")
    assert mask_at(model, "m", "query_mask") is None
    assert mask_at(model, "a") == [ref("mask_not_equal"), None]


def test_a_mask_that_the_call_has_is_left_alone() -> None:
    layers = [input_layer("x", 5), input_layer("given", 5, dtype="bool"), embedding(), lstm("r", 4, 3)]
    model = functional(layers, [call("e", "x"), call("r", "e", mask=ref("given"))], ["x", "given"], "r")
    assert mask_at(model, "r") == ref("given")


def test_inner_models_get_the_mask_and_have_their_own() -> None:
    inner = chain(input_layer("i", 5), embedding(), lstm("r", 4, 3))
    layers = [input_layer("x", 5), embedding("first"), inner]
    outer = functional(layers, [call("first", "x"), call("model", "first")], "x", "model")
    assert mask_at(outer, "model") == ref("mask_not_equal")
    child = next(layer for layer in with_masks(outer).layers if layer.name == "model")
    assert child.graph is not None
    assert [made.layer for made in child.graph.calls] == ["e", "mask_not_equal", "r"]
    wrapped = sequential(inner)
    assert with_masks(wrapped).layers[0].graph == child.graph


def test_names_of_layers_are_not_taken() -> None:
    taken = dense("mask_not_equal", 4, 4)
    model = chain(input_layer("x", 5), embedding(), taken, lstm("r", 4, 3))
    assert mask_at(model, "r") == TensorRef("mask_not_equal_2")


def test_a_model_without_use_for_masks_is_called_on_a_copy() -> None:
    inner = sequential(dense("d", 4, 4))
    model = chain(input_layer("x", 5), embedding(), inner, lstm("r", 4, 3))
    assert calls(model)[inner.name].args == (ref("mask_copy"),)
    assert mask_at(model, "r") == ref("mask_not_equal")


def own_class(mask: str, *arguments: str) -> Layer:
    return Layer("Own", "own", code=Code("layers", "Own", ("inputs", *arguments), mask=mask), package="layers")


@pytest.mark.parametrize(("argument", "given"), [("mask", True), ("training", False)])
def test_classes_of_somebodys_own_get_masks_where_they_take_them(argument: str, given: bool) -> None:
    model = chain(input_layer("x", 5), embedding(), own_class("none", argument), lstm("r", 4, 3))
    assert (mask_at(model, "own") is not None) == given
    assert mask_at(model, "r") is None


def test_classes_of_somebodys_own_may_pass_masks_on() -> None:
    model = chain(input_layer("x", 5), embedding(), own_class("same"), lstm("r", 4, 3))
    assert mask_at(model, "r") == ref("mask_not_equal")
