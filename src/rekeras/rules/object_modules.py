"""Initializers, regularizers and constraints are written with the module they come from.

Symptom: Could not interpret initializer identifier: {'class_name': 'VarianceScaling', 'config':
Symptom: Could not locate class 'GlorotUniform'. Make sure custom classes are decorated with `@keras.saving.register_keras_serializable()`
Symptom: Could not deserialize class 'L2' because its parent module keras.src.regularizers cannot be imported
https://github.com/keras-team/keras/issues/19898

Before: {"class_name": "Zeros", "config": {}}
After: {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}
"""  # noqa: E501

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.objects import is_object, kind_of, written
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on()
def name_module(layer: Layer) -> Layer | None:
    changes = {}
    for key, value in layer.config.items():
        if isinstance(value, dict) and (new := _qualified(key, value)) != value:
            changes[key] = new
    return layer.with_config(changes) if changes else None


def _qualified(key: str, value: dict[str, Any]) -> dict[str, Any]:
    """Only classes that Keras 3 knows, and that the file does not place in a package of somebody else."""
    kind = kind_of(key)
    if kind is None or not is_object(value):
        return value
    module, classes = kind
    if value["class_name"] not in classes or not is_keras_own(value):
        return value
    return written(module, value["class_name"], value["config"] or {})


def is_keras_own(value: dict[str, Any]) -> bool:
    """Whether a serialized object comes from Keras itself, as far as it says where it comes from."""
    package = str(value.get("module") or "keras").partition(".")[0]
    registered = value.get("registered_name")
    return package in ("keras", "tf_keras", "tensorflow") and registered in (None, "", value["class_name"])
