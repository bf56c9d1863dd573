"""Initializers of TensorFlow 1 and early Keras 2 had other names and keys.

Symptom: GlorotUniform.__init__() got an unexpected keyword argument 'dtype'
Symptom: Zeros.__init__() got an unexpected keyword argument 'dtype'
Symptom: Could not interpret initializer identifier: {'class_name': 'RandomUniformV2'
Symptom: Could not interpret initializer identifier: {'module': 'keras.initializers', 'class_name': 'Orthogonal'
Symptom: Invalid `mode` argument: None. Please use one of {'fan_in', 'fan_out', 'fan_avg'}
https://github.com/tensorflow/tensorflow/issues/35934

Before: {"class_name": "GlorotUniform", "config": {"seed": null, "dtype": "float32"}}
After: {"class_name": "GlorotUniform", "config": {"seed": null}}

`orthogonal` without settings becomes its short name, which Keras 3.2 and 3.3 read, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.objects import is_object
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.4", safety=Safety.LOSSLESS)

NAMES = {
    "OrthogonalInitializer": "Orthogonal",
    "IdentityInitializer": "Identity",
    "Normal": "RandomNormal",
    "Uniform": "RandomUniform",
    "Zero": "Zeros",
    "One": "Ones",
}
SHORT_NAMES = {"identity": "Identity", "variance_scaling": "VarianceScaling"}
ORTHOGONAL: Mapping[str, Any] = {"gain": 1.0, "seed": None}


@rule.on()
def name_as_keras_2(layer: Layer) -> Layer | None:
    changes = {}
    for key, value in layer.config.items():
        if key.endswith("_initializer"):
            new = _object(value) if is_object(value) else value
            if new != value:
                changes[key] = new
    return layer.with_config(changes) if changes else None


def _object(value: Mapping[str, Any]) -> Any:
    name = str(value["class_name"])
    name = name.removesuffix("V1").removesuffix("V2") if name[:-2].isalpha() else name
    name = NAMES.get(name, name)
    config = {key: item for key, item in value["config"].items() if key not in ("dtype", "partition_info")}
    for key in ("mode", "distribution"):  # the first TensorFlow.js wrote null for each
        if name == "VarianceScaling" and key in config and config[key] is None:
            del config[key]
    if config.get("distribution") == "normal":
        config["distribution"] = "truncated_normal"
    if name == "Orthogonal" and all(config.get(key, default) == default for key, default in ORTHOGONAL.items()):
        return "orthogonal"
    return {**value, "class_name": name, "config": config}
