"""Layers have no dtype of their own where it is float32; a policy is written by its name."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.downgrades._downgrade import Downgrade
from rekeras.spelling.values import short

downgrade = Downgrade(__name__)


@downgrade.on()
def plain_dtype(layer: Layer) -> Layer:
    dtype = short(layer.config.get("dtype"))
    if "dtype" not in layer.config or layer.class_name == "InputLayer":
        return layer
    return layer.with_config(drop=("dtype",)) if dtype in (None, "float32") else layer.with_config({"dtype": dtype})
