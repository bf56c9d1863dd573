"""Mistakes of older versions of Keras 3; found by loading the zoo in each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Call, Layer
from rekeras.describe import describe
from rekeras.keras3.mended import in_call, in_layer
from tests.archives import dense, functional, input_layer, lstm, ref

LEAKY = {"module": "keras.layers", "class_name": "LeakyReLU", "config": {}}
TANH = {"module": "keras.activations", "class_name": "function", "config": "tanh"}
IDENTITY = {"module": "keras.initializers", "class_name": "Identity", "config": {"gain": 1.5}}


def both(**config: Any) -> Layer:
    parts = {"forward_layer": lstm("f", 3, 2, **config), "backward_layer": lstm("g", 3, 2, **config)}
    return Layer("Bidirectional", "b", {}, parts=parts)


@pytest.mark.parametrize(
    ("layer", "versions"),
    [
        (replace(dense("d", 3, 3), config={"activation": LEAKY}), ["3.10"]),
        (replace(dense("d", 3, 3), config={"activation": TANH}), []),
        (replace(dense("d", 3, 3), config={"kernel_initializer": IDENTITY}), ["3.2"]),
        (Layer("Conv2DTranspose", "c", {"output_padding": [1, 0]}), ["3.11"]),
        (Layer("Conv2DTranspose", "c", {"output_padding": None}), []),
        (both(return_state=True), ["3.3"]),
        (both(), []),
    ],
)
def test_layers(layer: Layer, versions: list[str]) -> None:
    assert [version for version, _what in in_layer(layer)] == versions


def attention(class_name: str, features: int, **kwargs: Any) -> list[str]:
    layer = Layer(class_name, "a", {"num_heads": 1, "key_dim": 2})
    layers = [input_layer("q", 5, 4), input_layer("v", 6, features), input_layer("m", 6, dtype="bool")]
    args = (ref("q"), ref("v")) if class_name == "MultiHeadAttention" else ([ref("q"), ref("v")],)
    call = Call("a", 0, args, kwargs)
    model = functional([*layers, layer], [call], ["q", "v", "m"], "a")
    return [version for version, _what in in_call(layer, call, describe(model)[0].children["a"])]


def test_calls_of_attention() -> None:
    assert attention("Attention", 4) == []
    assert attention("Attention", 4, mask=[None, ref("m")]) == ["3.12"]
    assert attention("Attention", 4, mask=[None, None]) == []
    assert attention("AdditiveAttention", 4, mask=[None, ref("m")], use_causal_mask=True) == []
    assert attention("AdditiveAttention", 4, return_attention_scores=True) == ["3.8"]


def test_calls_of_multi_head_attention() -> None:
    assert attention("MultiHeadAttention", 4) == []
    assert attention("MultiHeadAttention", 3) == ["3.7"]
