"""Activations go by their Keras names; TensorFlow wrote the names of its own functions.

Symptom: Could not interpret activation function identifier: softmax_v2
Symptom: Could not interpret activation function identifier: swish_f
Symptom: Unknown activation function: 'softmax_v2' cannot be deserialized
Symptom: Could not locate function 'relu6'. Make sure custom classes are decorated with
https://github.com/tensorflow/tensorflow/issues/33552

Before: Dense(units=3, activation="softmax_v2")
After: Dense(units=3, activation="softmax")
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.catalog import catalog
from rekeras.keras3.objects import is_activation_key, is_function
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.4", safety=Safety.LOSSLESS)

NAMES = {
    "log_softmax_v2": "log_softmax",
    "relu_layer": "relu",
    "relu_v2": "relu",
    "sigmoid_v2": "sigmoid",
    "softmax_v2": "softmax",
    "swish_f": "silu",
    "swish_impl": "silu",
    "identity": "linear",
}
MODULES = ("keras", "tensorflow", "tf_keras", "builtins")


@rule.on()
def name_as_keras(layer: Layer) -> Layer | None:
    changes = {}
    for key, value in layer.config.items():
        if is_activation_key(key) and value is not None and (new := _name(value)) != value:
            changes[key] = new
    return layer.with_config(changes) if changes else None


def _name(value: Any) -> Any:
    """The name of a function that is written as one, or as an object of TensorFlow's or Keras's own module."""
    if isinstance(value, str):
        return NAMES.get(value, value)
    if not is_function(value):
        return value
    module = str(value.get("module") or "builtins")
    name = NAMES.get(value["config"], value["config"])
    known = module.partition(".")[0] in MODULES and name in catalog().activations and name != "hard_sigmoid"
    return name if known else value
