"""Each downgrade writes what Keras 2 wrote, leaves other layers alone, and refuses what Keras 2 cannot say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.downgrade import Downgraded, downgrade
from tests.archives import call, chain, dense, functional, input_layer, lstm, ref, sequential, tensor


def of_layer(layer: Layer) -> tuple[Layer, Downgraded]:
    made = downgrade(chain(input_layer("x", 4, 3), layer))
    return made.model.layers[-1], made


def config_of(layer: Layer) -> dict[str, Any]:
    return dict(of_layer(layer)[0].config)


def refusals_of(model: Layer) -> list[str]:
    return [finding.found for finding in downgrade(model).refusals]


def test_input_shape() -> None:
    made = downgrade(chain(input_layer("x", 4, dtype="int32"), dense("d", 4, 2)))
    assert made.model.layers[0].config == {"batch_input_shape": [None, 4], "dtype": "int32", "sparse": False}
    assert made.refusals == ()
    assert made.since == 0


def test_leaky_relu_alpha() -> None:
    assert config_of(Layer("LeakyReLU", "l", {"negative_slope": 0.25}))["alpha"] == 0.25
    assert config_of(Layer("LeakyReLU", "l", {}))["alpha"] == 0.3


def test_activation_names() -> None:
    made, whole = of_layer(Layer("Activation", "a", {"activation": "silu"}))
    assert made.config["activation"] == "swish"
    assert (whole.since, whole.because) == (1, (("a", "activation swish"),))
    assert refusals_of(chain(input_layer("x", 3), Layer("Activation", "a", {"activation": "relu6"}))) == [
        "Activation has activation relu6"
    ]


def keras_object(module: str, class_name: str, **config: Any) -> dict[str, Any]:
    return {"module": f"keras.{module}", "class_name": class_name, "config": config, "registered_name": None}


def test_object_names() -> None:
    config = config_of(
        dense("d", 3, 2).with_config(
            {
                "kernel_initializer": keras_object("initializers", "HeNormal", seed=7),
                "bias_initializer": keras_object("initializers", "Zeros"),
                "kernel_regularizer": keras_object("regularizers", "L2", l2=0.5),
                "kernel_constraint": keras_object("constraints", "NonNeg"),
            }
        )
    )
    scaling = {"scale": 2.0, "mode": "fan_in", "distribution": "normal", "seed": 7}
    assert config["kernel_initializer"] == {"class_name": "VarianceScaling", "config": scaling}
    assert config["bias_initializer"] == "zeros"
    assert config["kernel_regularizer"] == {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.5}}
    assert config["kernel_constraint"] == {"class_name": "NonNeg", "config": {}}


def test_objects_that_keras_2_does_not_have() -> None:
    layer = dense("d", 3, 2).with_config(
        {"kernel_regularizer": keras_object("regularizers", "OrthogonalRegularizer", factor=0.1)}
    )
    assert refusals_of(chain(input_layer("x", 3), layer)) == ["Dense has kernel_regularizer OrthogonalRegularizer"]


def test_dtype_policies() -> None:
    assert "dtype" not in config_of(
        dense("d", 3, 2).with_config({"dtype": keras_object("", "DTypePolicy", name="float32")})
    )
    made, whole = of_layer(dense("d", 3, 2).with_config({"dtype": "mixed_float16"}))
    assert made.config["dtype"] == "mixed_float16"
    assert whole.since == 2


def test_hard_sigmoid() -> None:
    made, _whole = of_layer(lstm("r", 3, 2, recurrent_activation="hard_sigmoid"))
    old, new = lstm("r", 3, 2).weights["kernel"].read(), made.weights["kernel"].read()
    ratio = np.array([1 / 1.2, 1 / 1.2, 1, 1 / 1.2]).repeat(2)
    np.testing.assert_allclose(new, old * ratio, rtol=1e-6)
    layer = Layer("Activation", "a", {"activation": "hard_sigmoid"})
    assert "no weights feed it" in refusals_of(chain(input_layer("x", 3), layer))[0]


def test_initial_state() -> None:
    layers = [input_layer("x", 4, 3), input_layer("h", 2), input_layer("c", 2), lstm("r", 3, 2)]
    model = functional(layers, [call("r", "x", initial_state=[ref("h"), ref("c")])], ["x", "h", "c"], "r")
    graph = downgrade(model).model.graph
    assert graph is not None
    assert graph.calls[0].args == ([ref("x"), ref("h"), ref("c")],)
    assert graph.calls[0].kwargs == {}


def test_a_bidirectional_that_keras_2_makes_itself() -> None:
    parts = {
        "forward_layer": lstm("forward_r", 3, 2),
        "backward_layer": lstm("backward_r", 3, 2, go_backwards=True),
    }
    made, whole = of_layer(Layer("Bidirectional", "b", {"merge_mode": "concat"}, parts=parts))
    assert whole.since == 0
    assert made.parts["forward_layer"].name == "r"
    other = {**parts, "backward_layer": lstm("backward_r", 3, 2, go_backwards=True, activation="relu")}
    assert of_layer(Layer("Bidirectional", "b", {"merge_mode": "concat"}, parts=other))[1].since == 1


def test_defaults_that_were_others_are_written_out() -> None:
    layer = Layer("GRU", "g", {"units": 2}, {"kernel": tensor(3, 6)})
    config = config_of(layer)
    assert (config["reset_after"], config["recurrent_activation"]) == (True, "sigmoid")


def test_what_keras_2_has_later_is_said() -> None:
    model = sequential(input_layer("x", 3), Layer("LayerNormalization", "n", {"axis": -1, "epsilon": 1e-3}))
    made = downgrade(model)
    assert (made.since, made.because) == (1, (("n", "class LayerNormalization"),))


@pytest.mark.parametrize(
    ("layer", "reason"),
    [
        (Layer("Mean", "m", {"axis": 1}, package="keras.src.ops.numpy"), "Mean is an operation of keras.ops"),
        (Layer("Mine", "m", {}, package="my"), "Mine is no layer of Keras 2"),
        (Layer("GroupQueryAttention", "g", {}), "GroupQueryAttention is no layer of Keras 2"),
        (Layer("StringLookup", "s", {"vocabulary": ["a"]}), "StringLookup keeps what it has counted"),
        (dense("d", 3, 2).with_config({"lora_rank": 4}), "Dense has lora_rank=4, which no Keras 2 knows"),
    ],
)
def test_what_keras_2_does_not_have_is_refused_by_name(layer: Layer, reason: str) -> None:
    found = refusals_of(chain(input_layer("x", 3), layer))
    assert len(found) == 1
    assert reason in found[0]


def test_dict_inputs_are_refused() -> None:
    model = functional([input_layer("x", 3), dense("d", 3, 2)], [call("d", "x")], {"a": "x"}, "d")
    assert refusals_of(model) == ["the inputs are a dict or nested"]


def test_what_older_versions_compute_otherwise_needs_a_newer_one() -> None:
    layer = Layer("UpSampling2D", "u", {"size": [2, 2], "interpolation": "bilinear"})
    made = downgrade(chain(input_layer("x", 4, 4, 3), layer))
    assert made.because == (("u", "UpSampling2D with interpolation"),)
    assert made.since == 1


def operation(class_name: str, name: str, module: str = "numpy", **config: Any) -> Layer:
    return Layer(class_name, name, config, package=f"keras.src.ops.{module}")


def test_operations_that_are_layers() -> None:
    layers = [
        input_layer("x", 3),
        operation("Tanh", "t"),
        operation("Add", "a"),
        operation("Concatenate", "c", axis=-1),
    ]
    calls = [call("t", "x"), call("a", "x", "t"), call("c", ["a", "x"])]
    made = downgrade(functional(layers, calls, "x", "c"))
    assert made.refusals == ()
    assert [layer.class_name for layer in made.model.layers] == ["InputLayer", "Activation", "Add", "Concatenate"]
    assert made.model.graph is not None
    assert made.model.graph.calls[1].args == ([ref("x"), ref("t")],)


def test_operations_with_numbers_are_none() -> None:
    model = functional([input_layer("x", 3), operation("Add", "a")], [call("a", "x", 2.0)], "x", "a")
    assert "Add is an operation" in refusals_of(model)[0]
