"""`silu` is called `swish`, and layers are no activations."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.downgrades._downgrade import Downgrade, NotInKeras2Error
from rekeras.keras2.catalog import old_catalog
from rekeras.keras3.objects import is_activation_key, is_function

downgrade = Downgrade(__name__)

NAMES = {"silu": "swish", None: "linear"}


@downgrade.on()
def rename_activations(layer: Layer) -> Layer:
    keys = [key for key in layer.config if is_activation_key(key)]
    return layer.with_config({key: _name(key, layer.config[key]) for key in keys}) if keys else layer


def _name(key: str, value: Any) -> str:
    name = value["config"] if is_function(value) else value
    if isinstance(name, dict):
        raise NotInKeras2Error(f"has a layer as {key}: {name.get('class_name')}")
    name = NAMES.get(name, name)
    if name not in old_catalog().activations:
        raise NotInKeras2Error(f"has {key} {name}")
    return str(name)
