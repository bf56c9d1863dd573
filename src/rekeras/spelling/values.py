"""Constants and Keras's small objects as expressions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from rekeras.keras3.catalog import catalog
from rekeras.keras3.naming import to_snake_case
from rekeras.keras3.objects import is_function, is_object, kind_of
from rekeras.spelling.expressions import Atom, Brackets, Expression, call, sequence

VARIANCE_SCALING = {
    (1.0, "fan_avg", "uniform"): "glorot_uniform",
    (1.0, "fan_avg", "truncated_normal"): "glorot_normal",
    (2.0, "fan_in", "uniform"): "he_uniform",
    (2.0, "fan_in", "truncated_normal"): "he_normal",
    (1.0, "fan_in", "uniform"): "lecun_uniform",
    (1.0, "fan_in", "truncated_normal"): "lecun_normal",
}
"""What people call these: scale, mode and distribution of VarianceScaling."""
ALIASES = {"orthogonal_initializer": "orthogonal", "uniform": "random_uniform", "normal": "random_normal"}


def constant(value: Any) -> Expression:
    """A plain value; lists of numbers become tuples, as people write sizes and axes."""
    if isinstance(value, str):
        return Atom(text(value))
    if isinstance(value, float):
        return Atom(repr(value) if math.isfinite(value) else f'float("{value}")')
    if isinstance(value, Mapping):
        return Brackets(None, tuple((f"{text(str(key))}: ", constant(item)) for key, item in value.items()), "{}")
    if isinstance(value, list | tuple):
        return sequence(*map(constant, value), ends="()" if _is_size(value) else "[]")
    return Atom(repr(value))


def text(value: str) -> str:
    """A string in double quotes, or in single ones where it has double ones itself."""
    quoted = repr(value)
    if '"' in value or "'" in value:
        return quoted
    return f'"{quoted[1:-1]}"'


def _is_size(value: Any) -> bool:
    """Whether a list is a size, a shape, a padding or the like."""
    items = list(value)
    return bool(items) and all(
        _is_size(item) if isinstance(item, list | tuple) else item is None or type(item) is int for item in items
    )


def array(value: Any, dtype: str) -> Expression:
    """Numbers as an array of numpy."""
    return call("np.array", number_list(value), dtype=Atom(text(dtype)))


def number_list(value: Any) -> Expression:
    """Nested lists of numbers as such."""
    return sequence(*map(number_list, value)) if isinstance(value, list | tuple) else constant(value)


def short(value: Any) -> Any:
    """The value as people write it: objects without arguments of their own by name, policies by theirs."""
    if isinstance(value, Mapping) and value.get("class_name") == "DTypePolicy":
        return value["config"]["name"]
    if is_function(value):
        return value["config"]
    if is_object(value) and str(value.get("module", "keras.initializers")) == "keras.initializers":
        return _initializer(value)
    return value


def same(value: Any, default: Any, key: str) -> bool:
    """Whether a config value is the default."""
    if kind_of(key) == "initializers" and isinstance(value, str) and isinstance(default, str):
        return _name(value) == _name(default)
    if isinstance(value, bool) or isinstance(default, bool):
        return value is default
    return bool(_plain(value) == _plain(default))


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _name(initializer: str) -> str:
    name = to_snake_case(initializer)
    return ALIASES.get(name, name)


def _initializer(value: Mapping[str, Any]) -> Any:
    """The name of an initializer whose arguments are the defaults of that name."""
    name, config = value["class_name"], value["config"]
    if name == "VarianceScaling" and config.get("seed") is None:
        known = (float(config.get("scale", 1.0)), config.get("mode"), config.get("distribution"))
        return VARIANCE_SCALING.get(known, value)
    known_class = catalog().initializers.get("Orthogonal" if name == "OrthogonalInitializer" else name)
    if known_class is None or any(not same(item, known_class.keys.get(key), key) for key, item in config.items()):
        return value
    return _name(name)


def shortened(value: Any) -> Any:
    """A number that once was a float32 by its shortest name, for places where it becomes one again."""
    if isinstance(value, float) and float(np.float32(value)) == value:
        return float(str(np.float32(value)))
    return value
