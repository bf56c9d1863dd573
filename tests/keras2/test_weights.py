"""Groups of weights, in the order of Keras 2."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.describe import describe
from rekeras.keras2.weights import saved
from tests.archives import dense, input_layer, sequential, tensor


def normalization(name: str, size: int) -> Layer:
    names = ("gamma", "beta", "moving_mean", "moving_variance")
    config = {"axis": -1, "epsilon": 1e-3, "momentum": 0.9, "center": True, "scale": True}
    return Layer("BatchNormalization", name, config, {one: tensor(size, seed=len(one)) for one in names})


def groups(model: Layer) -> dict[str, list[str]]:
    return {group.name: list(group.variables) for group in saved(model, describe(model)[0])}


def test_what_training_changes_comes_first_in_an_inner_model() -> None:
    inner = sequential(input_layer("i", 3), normalization("n", 3), dense("d", 3, 2), name="inner")
    found = groups(sequential(input_layer("x", 3), inner, dense("last", 2, 2)))
    assert list(found) == ["inner", "last"]
    names = ["n/gamma", "n/beta", "d/kernel", "d/bias", "n/moving_mean", "n/moving_variance"]
    assert found["inner"] == [f"inner/{name}:0" for name in names]
    assert found["last"] == ["last/kernel:0", "last/bias:0"]


def test_frozen_layers_count_among_the_others() -> None:
    frozen = dense("d", 3, 2).with_config({"trainable": False})
    inner = sequential(input_layer("i", 3), frozen, dense("e", 2, 2), name="inner")
    found = groups(sequential(input_layer("x", 3), inner))
    assert found["inner"] == [f"inner/{name}:0" for name in ("e/kernel", "e/bias", "d/kernel", "d/bias")]
