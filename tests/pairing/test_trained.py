from __future__ import annotations

from rekeras.archive import ArrayTensor, Layer
from rekeras.describe import describe
from rekeras.pairing.trained import trained_orders
from tests.archives import archive, call, functional, input_layer, tensor


def normalization(name: str) -> Layer:
    names = ("gamma", "beta", "moving_mean", "moving_variance")
    weights = {key: ArrayTensor(tensor(3).array, (f"{name}/{name}_{key}:0",)) for key in names}
    return Layer("BatchNormalization", name, {"axis": -1, "scale": True, "center": True}, weights)


def orders(model: Layer) -> list[list[str]]:
    made = archive(model)
    found = trained_orders(made.model, describe(made.model)[0], made.tensors())
    return [[one.place for one in order] for order in found]


def test_first_as_it_stands_then_by_name() -> None:
    model = functional([input_layer("x", 3), normalization("n")], [call("n", "x")], "x", "n")
    assert orders(model) == [["n / gamma", "n / beta"], ["n / beta", "n / gamma"]]


def test_first_without_what_is_frozen_then_with_it() -> None:
    frozen = normalization("a").with_config({"trainable": False})
    model = functional([input_layer("x", 3), frozen, normalization("b")], [call("a", "x"), call("b", "a")], "x", "b")
    found = orders(model)
    assert found[0] == ["b / gamma", "b / beta"]
    assert ["a / gamma", "a / beta", "b / gamma", "b / beta"] in found
