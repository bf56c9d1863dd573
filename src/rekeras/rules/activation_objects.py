"""Layers as activations are written with the module they come from, and with the keys of Keras 3.

Symptom: Could not locate class 'LeakyReLU'. Make sure custom classes are decorated with
Symptom: Could not interpret activation function identifier: {'class_name': 'LeakyReLU', 'config':
Symptom: Unknown activation function: LeakyReLU
https://github.com/keras-team/keras/issues/19898

Before: Dense(units=3, activation={"class_name": "LeakyReLU", "config": {"alpha": 0.1}})
After: Dense(units=3, activation={"module": "keras.layers", "class_name": "LeakyReLU", ... {"negative_slope": 0.1}})
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.objects import is_activation_key, is_keras_own, is_object, written
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)

RENAMED = {"LeakyReLU": {"alpha": "negative_slope"}, "ReLU": {}, "ELU": {}, "Softmax": {}}
"""The layers without weights that serve as activations, and the keys that were renamed."""
DROPPED = ("batch_input_shape",)


@rule.on()
def write_layer(layer: Layer) -> Layer | None:
    changes = {}
    for key, value in layer.config.items():
        if is_activation_key(key) and is_object(value) and (new := _upgraded(value)) != value:
            changes[key] = new
    return layer.with_config(changes) if changes else None


def _upgraded(value: Mapping[str, Any]) -> Mapping[str, Any]:
    name = value["class_name"]
    if name not in RENAMED or not is_keras_own(value):
        return value
    config = {RENAMED[name].get(key, key): item for key, item in value["config"].items() if key not in DROPPED}
    if not isinstance(config.get("dtype", ""), str):
        del config["dtype"]
    return written("keras.layers", name, config)
