"""The initializers, regularizers, constraints and activations that every Keras 3 knows, with their config keys.

Source: keras.initializers, keras.regularizers, keras.constraints, keras.activations of 3.0.5; a test compares it with
the installed Keras.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SEED = frozenset({"seed"})
_NORMAL = frozenset({"mean", "stddev", "seed"})

INITIALIZERS: Mapping[str, frozenset[str]] = {
    "Constant": frozenset({"value"}),
    "GlorotNormal": _SEED,
    "GlorotUniform": _SEED,
    "HeNormal": _SEED,
    "HeUniform": _SEED,
    "Identity": frozenset({"gain"}),
    "LecunNormal": _SEED,
    "LecunUniform": _SEED,
    "Ones": frozenset(),
    "Orthogonal": frozenset({"gain", "seed"}),
    "RandomNormal": _NORMAL,
    "RandomUniform": frozenset({"minval", "maxval", "seed"}),
    "TruncatedNormal": _NORMAL,
    "VarianceScaling": frozenset({"scale", "mode", "distribution", "seed"}),
    "Zeros": frozenset(),
}
REGULARIZERS: Mapping[str, frozenset[str]] = {
    "L1": frozenset({"l1"}),
    "L1L2": frozenset({"l1", "l2"}),
    "L2": frozenset({"l2"}),
    "OrthogonalRegularizer": frozenset({"factor", "mode"}),
}
CONSTRAINTS: Mapping[str, frozenset[str]] = {
    "MaxNorm": frozenset({"max_value", "axis"}),
    "MinMaxNorm": frozenset({"min_value", "max_value", "rate", "axis"}),
    "NonNeg": frozenset(),
    "UnitNorm": frozenset({"axis"}),
}
ACTIVATIONS = frozenset(
    (
        *("elu", "exponential", "gelu", "hard_sigmoid", "hard_silu", "hard_swish", "leaky_relu", "linear"),
        *("log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu", "softmax", "softplus", "softsign"),
        *("swish", "tanh"),
    )
)

KINDS: Mapping[str, tuple[str, Mapping[str, frozenset[str]]]] = {
    "_initializer": ("keras.initializers", INITIALIZERS),
    "_regularizer": ("keras.regularizers", REGULARIZERS),
    "_constraint": ("keras.constraints", CONSTRAINTS),
}
"""Module and classes by how the config key ends."""


def kind_of(key: str) -> tuple[str, Mapping[str, frozenset[str]]] | None:
    """Module and classes of what stands under a config key; None where it holds none of these objects."""
    return next((kind for ending, kind in KINDS.items() if key.endswith(ending)), None)


def is_activation_key(key: str) -> bool:
    """Whether a config key holds an activation."""
    return key == "activation" or key.endswith("_activation")


def is_object(value: Any) -> bool:
    """Whether a config value is a serialized object: its class and its config."""
    return isinstance(value, Mapping) and "class_name" in value and "config" in value


def written(module: str, class_name: str, config: Mapping[str, Any]) -> dict[str, Any]:
    """An object of Keras's own as Keras 3 writes it."""
    return {"module": module, "class_name": class_name, "config": dict(config), "registered_name": None}
