"""Highway is gone: a gate decides how much of a product and how much of the input itself goes on.

Symptom: Unknown layer: 'Highway'
Symptom: Could not locate class 'Highway'
https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes

Before: Highway(activation="tanh")
After: Add of Dense(tanh) times Dense(sigmoid), and of the input times 1 minus the same Dense(sigmoid)
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef
from rekeras.layers._keras1_words import in_keras_2_words
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.0", safety=Safety.EXACT)

SETTINGS = ("activation", "activity_regularizer", "batch_input_shape", "transform_bias")


@rule.in_context("Highway")
def write_out(layer: Layer, context: Context) -> Upgraded:
    spec = context.description.inputs.first if context.description else None
    size = spec.shape[-1] if spec and spec.shape else None
    if spec is None or spec.shape is None or size is None:
        found = "the size of the input of Highway is not known"
        advice = "Give the model inputs of a fixed size in the original framework, and save it again."
        return Upgraded(findings=(context.refusal("highway_input", found, advice=advice),))
    dense = {key: value for key, value in in_keras_2_words(layer).config.items() if key not in SETTINGS}
    dense |= {"bias_initializer": "zeros", "units": size, "use_bias": layer.config.get("bias", True)}
    declared = {"batch_shape": list(spec.shape), "dtype": "float32", "sparse": False}
    layers = (
        Layer("InputLayer", "input", declared),
        _dense(layer, "product", dense | {"activation": layer.config.get("activation", "linear")}, ""),
        _dense(layer, "gate", dense | {"activation": "sigmoid"}, "_carry"),
        Layer("Rescaling", "rest", {"scale": -1.0, "offset": 1.0}),
        Layer("Multiply", "gated", {}),
        Layer("Multiply", "carried", {}),
        Layer("Add", "sum", {}),
    )
    config = {key: layer.config[key] for key in ("trainable",) if key in layer.config}
    return Upgraded(Layer("Functional", layer.name, config, layers=layers, graph=_graph()))


def _dense(layer: Layer, name: str, config: dict[str, Any], suffix: str) -> Layer:
    pairs = (("kernel", f"W{suffix}"), ("bias", f"b{suffix}"))
    return Layer("Dense", name, config, {new: layer.weights[old] for new, old in pairs if old in layer.weights})


def _graph() -> Graph:
    def call(name: str, *given: str) -> Call:
        refs = [TensorRef(one) for one in given]
        return Call(name, 0, (refs if len(refs) > 1 else refs[0],))

    calls = (
        call("product", "input"),
        call("gate", "input"),
        call("rest", "gate"),
        call("gated", "product", "gate"),
        call("carried", "rest", "input"),
        call("sum", "gated", "carried"),
    )
    return Graph(calls, TensorRef("input"), TensorRef("sum"))
