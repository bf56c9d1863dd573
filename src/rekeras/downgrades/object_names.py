"""Initializers, regularizers and constraints are written without their module, and some have other names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import Layer
from rekeras.downgrades._downgrade import Downgrade, NotInKeras2Error
from rekeras.keras3.objects import is_object, kind_of
from rekeras.spelling.values import VARIANCE_SCALING, short

downgrade = Downgrade(__name__)

SCALINGS = {name: values for values, name in VARIANCE_SCALING.items()}
CLASSES = {
    "initializers": {
        *("Zeros", "Ones", "Constant", "RandomNormal", "RandomUniform", "TruncatedNormal", "VarianceScaling"),
        *("Orthogonal", "Identity"),
    },
    "regularizers": {"L1L2"},
    "constraints": {"MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm"},
}
ALIASES = {"OrthogonalInitializer": "Orthogonal", "IdentityInitializer": "Identity"}
DISTRIBUTIONS = {"truncated_normal": "normal", "untruncated_normal": "untruncated_normal", "uniform": "uniform"}


@downgrade.on()
def plain_objects(layer: Layer) -> Layer:
    changed = {key: _object(key, value) for key, value in layer.config.items() if kind_of(key) and value is not None}
    return layer.with_config(changed) if changed else layer


def _object(key: str, value: Any) -> Any:
    value = short(value)
    if not is_object(value):
        return value
    name = ALIASES.get(value["class_name"], value["class_name"])
    config = {inner: item for inner, item in value["config"].items() if inner not in ("input_axes", "output_axes")}
    name, config = _old(name, config)
    if name not in CLASSES[kind_of(key)]:
        raise NotInKeras2Error(f"has {key} {name}")
    return {"class_name": name, "config": config}


def _old(name: str, config: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    scaling = SCALINGS.get(_snake(name))
    if scaling:
        scale, mode, distribution = scaling
        config = {"scale": scale, "mode": mode, "distribution": distribution, "seed": config.get("seed")}
        name = "VarianceScaling"
    if name == "VarianceScaling":
        distribution = DISTRIBUTIONS[str(config.get("distribution", "truncated_normal"))]
        return name, {**config, "distribution": distribution}
    if name in ("L1", "L2"):
        number = float(config.get(name.lower(), 0.01))
        return "L1L2", {"l1": number if name == "L1" else 0.0, "l2": number if name == "L2" else 0.0}
    return name, dict(config)


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("_")
