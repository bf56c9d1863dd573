from __future__ import annotations

from dataclasses import replace
from typing import Any

from rekeras.archive import Layer
from rekeras.rules.conv_next import rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer, sequential, upgraded

SCALE = layer("LayerScale", "scale", {"Variable": (3,)}, init_values=0.1, projection_dim=3, dtype="float32")


def on(one: Layer) -> Layer:
    return sequential(layer("InputLayer", "x", batch_shape=[None, 4, 5, 3], dtype="float32"), one)


def test_scales_are_a_kernel() -> None:
    after = upgraded(on(SCALE), rule).layers[1]
    assert (after.class_name, after.config["equation"], after.config["dtype"]) == (
        *("EinsumDense", "abcd,d->abcd"),
        "float32",
    )
    assert after.config["trainable"] is True
    assert list(after.weights.values()) == list(SCALE.weights.values())


def test_depth_is_dropout_of_whole_samples() -> None:
    after = upgraded(on(layer("StochasticDepth", "depth", drop_path_rate=0.2)), rule).layers[1]
    assert after == Layer("Dropout", "depth", {"rate": 0.2, "noise_shape": [None, 1, 1, 1], "seed": None})


def test_fixed_dropout_is_dropout() -> None:
    config: dict[str, Any] = {"rate": 0.2, "noise_shape": [None, 1, 1, 1], "seed": None, "trainable": True}
    check_upgraded(layer("FixedDropout", "d", **config), Layer("Dropout", "d", config), rule)


def test_refuses_unknown_shapes() -> None:
    check_refused(SCALE, rule, "size_unknown")
    check_refused(layer("StochasticDepth", drop_path_rate=0.2), rule, "size_unknown")


def test_leaves_namesakes_alone() -> None:
    check_noop(on(replace(SCALE, package="my_layers")), rule)
    check_noop(on(layer("StochasticDepth", survival_probability=0.2)), rule)
    check_noop(on(layer("FixedDropout", p=0.2)), rule)
