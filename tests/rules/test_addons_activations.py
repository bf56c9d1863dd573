from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.rules.addons_activations import RRELU, rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer, sequential, upgraded

NEWER = {"class_name": "function", "module": "builtins", "registered_name": "function"}
"""As TensorFlow 2.13 wrote it."""


def model(*layers: Layer) -> Layer:
    return sequential(layer("InputLayer", "x", batch_shape=[None, 5], dtype="float32"), *layers)


@pytest.mark.parametrize(("old", "new"), [("mish", "mish"), ("hardshrink", "hard_shrink"), ("rrelu", RRELU)])
def test_takes_twins(old: str, new: object) -> None:
    written = {"class_name": "function", "config": old, "module": "tensorflow_addons.activations"}
    for value in (
        f"Addons>{old}",
        written,
        {**written, "module": "builtins", "registered_name": f"Addons>{old}"},
        NEWER | {"config": f"Addons>{old}"},
    ):
        check_upgraded(layer("LSTM", activation=value), layer("LSTM", activation=new), rule)


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("lisht", ["Dense", "Activation", "Multiply"]),
        ("rrelu", ["Dense", "LeakyReLU"]),
        ("snake", ["Dense", "Rescaling", "Cos", "Rescaling", "Add"]),
        ("sparsemax", ["Dense", "Rescaling", "Sort", "EinsumDense", "Max", "Subtract", "ReLU"]),
    ],
)
def test_writes_out_what_has_none(name: str, classes: list[str]) -> None:
    dense = layer("Dense", "d", {"kernel": (5, 3)}, units=3, activation=f"Addons>{name}", use_bias=False)
    inner = upgraded(model(dense), rule).layers[1]
    assert [one.class_name for one in inner.layers[1:]] == classes
    assert inner.layers[1].config["activation"] == "linear"
    assert inner.layers[1].weights == dense.weights
    plain = upgraded(model(layer("Activation", "a", activation=f"Addons>{name}")), rule).layers[1]
    assert [one.class_name for one in plain.layers[1:]] == classes[1:]


def test_refuses_what_it_would_have_to_write_out_on_unknown_shapes() -> None:
    check_refused(layer("Activation", activation="Addons>gelu"), rule, "size_unknown")


@pytest.mark.parametrize("activation", ["gelu", "Other>gelu", "Addons>unheard_of", None])
def test_leaves_others_alone(activation: object) -> None:
    check_noop(model(layer("Dense", "d", units=3, activation=activation)), rule)


def test_leaves_to_the_check_what_recurrent_layers_cannot_have() -> None:
    check_noop(layer("LSTM", activation="Addons>lisht"), rule)
