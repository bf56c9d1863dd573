"""Calls of layers and operations."""

from __future__ import annotations

from typing import Any

import pytest

from rekeras.archive import Call, Layer, TensorRef
from rekeras.keras3.operations import array, bounds
from rekeras.spelling.calls import layer_call, operation
from rekeras.spelling.expressions import Atom, flat

A, B = TensorRef("a"), TensorRef("b")


def name_of(ref: TensorRef) -> str:
    return ref.layer


def spelled(class_name: str, *args: Any, module: str = "numpy", **config: Any) -> str:
    layer = Layer(class_name, "o", config, package=f"keras.src.ops.{module}")
    return flat(operation(layer, Call("o", 0, args), name_of))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (spelled("Add", A, B), "a + b"),
        (spelled("Multiply", A, 2.0), "a * 2.0"),
        (spelled("Subtract", 1.0, A), "ops.subtract(1.0, a)"),
        (spelled("Subtract", array([1.0], "float32"), A), 'ops.subtract(np.array([1.0], dtype="float32"), a)'),
        (spelled("Mean", A, axis=[1, 2], keepdims=False), "ops.mean(a, axis=(1, 2))"),
        (spelled("Einsum", A, B, subscripts="ij,jk->ik"), 'ops.einsum("ij,jk->ik", a, b)'),
        (
            spelled("Pad", A, 0.5, pad_width=[[0, 0], [1, 2]]),
            "ops.pad(a, constant_values=0.5, pad_width=((0, 0), (1, 2)))",
        ),
        (spelled("Concatenate", [A, B], axis=1), "ops.concatenate([a, b], axis=1)"),
        (spelled("GetItem", A, [bounds(None, 4, None)]), "a[:4, ...]"),
        (spelled("GetItem", A, [bounds(None, None, None), 1]), "a[:, 1]"),
        (spelled("GetItem", A, [bounds(1, None, 2), bounds(-2, None, None)]), "a[1::2, -2:]"),
        (spelled("Resize", A, module="image", size=[4, 5]), "ops.image.resize(a, size=(4, 5))"),
    ],
)
def test_operations(code: str, expected: str) -> None:
    assert code == expected


def test_numbers_among_the_tensors_of_a_layer_become_tensors() -> None:
    made = layer_call(Atom("add"), Call("add", 0, ([A, [[1.0, 2.0]]],)), name_of, "float32")
    assert flat(made) == 'add([a, ops.convert_to_tensor([[1.0, 2.0]], dtype="float32")])'


def test_named_arguments_stay_as_they_are() -> None:
    made = layer_call(
        Atom("lstm"), Call("lstm", 0, (A,), {"initial_state": [A, B], "training": False}), name_of, "float32"
    )
    assert flat(made) == "lstm(a, initial_state=[a, b], training=False)"
