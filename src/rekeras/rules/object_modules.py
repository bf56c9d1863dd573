"""Initializers, regularizers and constraints are written with the module they come from.

Symptom: Could not interpret initializer identifier: {'class_name': 'VarianceScaling', 'config':
Symptom: Could not locate class 'GlorotUniform'. Make sure custom classes are decorated with `@keras.saving.register_keras_serializable()`
Symptom: Could not deserialize class 'L2' because its parent module keras.src.regularizers cannot be imported
https://github.com/keras-team/keras/issues/19898

Before: {"class_name": "Zeros", "config": {}}
After: {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.objects import classes_of, is_keras_own, is_object, kind_of, written
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on()
def name_module(layer: Layer) -> Layer | None:
    changes = {}
    for key, value in layer.config.items():
        if is_object(value) and (kind := kind_of(key)) and (new := _qualified(kind, value)) != value:
            changes[key] = new
    return layer.with_config(changes) if changes else None


def _qualified(kind: str, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Only classes that Keras 3 knows, and that the file does not place in a package of somebody else."""
    if value["class_name"] not in classes_of(kind) or not is_keras_own(value):
        return value
    return written(f"keras.{kind}", value["class_name"], value["config"])
