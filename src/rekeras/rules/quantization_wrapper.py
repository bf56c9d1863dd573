"""Quantization of tensorflow_model_optimization does not know Keras 3; what it wraps is the model in floats.

Symptom: Unknown layer: 'QuantizeWrapperV2'
Symptom: Unknown layer: 'QuantizeLayer'
Symptom: Unknown layer: 'QuantizeAnnotate'
Symptom: Could not locate class 'QuantizeWrapperV2'
https://github.com/tensorflow/model-optimization/issues/1119

Before: QuantizeLayer(), QuantizeWrapperV2(Conv2D(8, 3))
After: Activation("linear"), Conv2D(8, 3)

The wrappers round inputs, kernels and activations to 8 bits whenever they are called. That is left out: outputs differ
by the size of the rounding.
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.records import Finding, Safety
from rekeras.rules._in_place import unwrapped
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.16", safety=Safety.LOSSY)

WRAPPERS = ("QuantizeWrapper", "QuantizeWrapperV2", "QuantizeAnnotate")
RANGES = ("_min", "_max", "optimizer_step")
WRAPPED = ("QuantizeAwareActivation", "NoOpActivation")


@rule.in_context("QuantizeLayer")
def pass_on(layer: Layer, context: Context) -> Upgraded:
    kept = {key: layer.config[key] for key in ("dtype", "trainable", "batch_input_shape") if key in layer.config}
    return Upgraded(Layer("Activation", layer.name, kept | {"activation": "linear"}), findings=(_finding(context),))


@rule.in_context(*WRAPPERS)
def strip(layer: Layer, context: Context) -> Upgraded | None:
    inner = layer.parts.get("layer")
    if inner is None or inner.parts or inner.layers or inner.weights:
        return None
    names = [name.rpartition("/")[2] for name in layer.weights]
    found = dict(zip(names, layer.weights.values(), strict=True))
    weights = {name: tensor for name, tensor in found.items() if not name.endswith(RANGES)}
    dropped = [name for name in names if name.endswith(RANGES)]
    if len(weights) + len(dropped) < len(names):
        return None
    changes = {key: _plain(value) for key, value in inner.config.items() if _is_wrapped(value)}
    plain = unwrapped(layer, inner.with_config(changes), weights)
    rounds = layer.class_name != "QuantizeAnnotate"
    return Upgraded(plain, findings=(_finding(context),) if rounds else ())


def _is_wrapped(value: Any) -> bool:
    return isinstance(value, dict) and value.get("class_name", "").rpartition(">")[2] in WRAPPED


def _plain(value: Any) -> Any:
    """The activation inside the wrapped one; none inside NoOpActivation."""
    while _is_wrapped(value):
        value = value.get("config", {}).get("activation", "linear")
    return value


def _finding(context: Context) -> Finding:
    return context.attention(
        "quantization_ended",
        "the quantization is gone: the model computes with floats, and differs by what rounding to 8 bits changed",
        advice="Compare the accuracy of both models; to quantize again, see model.quantize in Keras 3.",
    )
