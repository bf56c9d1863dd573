from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rekeras.archive import Layer
from rekeras.rules.quantization_wrapper import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer


def quantized(activation: Any, class_name: str = "QuantizeWrapperV2") -> Layer:
    shapes = {"dense/kernel": (3, 2), "dense/bias": (2,), "kernel_min": (), "kernel_max": (), "optimizer_step": ()}
    wrapper = layer(class_name, "quant", shapes, batch_input_shape=[None, 3])
    return replace(wrapper, parts={"layer": layer("Dense", "dense", units=2, activation=activation)})


def aware(activation: Any) -> dict[str, Any]:
    return {"class_name": "QuantizeAwareActivation", "config": {"activation": activation}}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("relu", "relu"),
        (aware("relu"), "relu"),
        (aware({"class_name": "NoOpActivation", "config": {}}), "linear"),
    ],
)
def test_takes_the_layer_out(old: Any, new: str) -> None:
    before = quantized(old)
    after, (change,), (finding,) = apply_rule(rule, before, SOURCE)
    assert (after.class_name, after.name, finding.code) == ("Dense", "quant", "quantization_ended")
    assert after.config == {"units": 2, "activation": new, "batch_input_shape": [None, 3]}
    assert list(after.weights) == ["kernel", "bias"]
    assert "quant/kernel_min" in change.tensors
    check_noop(after, rule)


def test_the_layer_of_inputs_passes_them_on() -> None:
    before = layer("QuantizeLayer", "q", {"q_min": (), "q_max": (), "optimizer_step": ()}, quantizer={})
    after, _changes, (finding,) = apply_rule(rule, before, SOURCE)
    assert (after, finding.code) == (Layer("Activation", "q", {"activation": "linear"}), "quantization_ended")


def test_what_was_only_annotated_computes_the_same() -> None:
    after, _changes, findings = apply_rule(rule, quantized("relu", "QuantizeAnnotate"), SOURCE)
    assert (after.class_name, findings) == ("Dense", ())


def test_leaves_what_is_not_clear_alone() -> None:
    check_noop(replace(quantized("relu"), parts={}), rule)
    twice = quantized("relu")
    check_noop(replace(twice, weights={**twice.weights, "other/kernel": twice.weights["dense/kernel"]}), rule)
