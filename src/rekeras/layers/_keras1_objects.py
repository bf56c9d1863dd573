"""How Keras 1 wrote regularizers and constraints, and what it left no choice about.

``{"name": "L1L2Regularizer", "l1": 0.0, "l2": 0.01}`` is ``{"class_name": "L1L2", "config": ...}`` in Keras 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

REGULARIZERS = ("L1L2Regularizer", "WeightRegularizer", "ActivityRegularizer")
CONSTRAINT_KEYS = {"m": "max_value", "low": "min_value", "high": "max_value"}

_BIAS: Mapping[str, Any] = {"bias_initializer": "zeros"}
_RECURRENT: Mapping[str, Any] = {
    **_BIAS,
    "use_bias": True,
    "kernel_constraint": None,
    "recurrent_constraint": None,
    "bias_constraint": None,
    "return_state": False,
}
FIXED: Mapping[str, Mapping[str, Any]] = {
    "BatchNormalization": {
        "center": True,
        "scale": True,
        "beta_initializer": "zeros",
        "gamma_initializer": "ones",
        "moving_mean_initializer": "zeros",
        "moving_variance_initializer": "ones",
        "beta_regularizer": None,
        "gamma_regularizer": None,
        "beta_constraint": None,
        "gamma_constraint": None,
    },
    "Conv1D": {**_BIAS, "dilation_rate": [1]},
    "Conv2D": {**_BIAS, "dilation_rate": [1, 1]},
    "Conv2DTranspose": {**_BIAS, "dilation_rate": [1, 1]},
    "Conv3D": {**_BIAS, "dilation_rate": [1, 1, 1]},
    "ConvLSTM2D": {  # whatever was asked for: its config says nothing of these
        **_RECURRENT,
        "strides": [1, 1],
        "dilation_rate": [1, 1],
        "dropout": 0.0,
        "recurrent_dropout": 0.0,
        "kernel_regularizer": None,
        "recurrent_regularizer": None,
        "bias_regularizer": None,
    },
    "Dense": _BIAS,
    "GRU": _RECURRENT,
    "LSTM": _RECURRENT,
    "LocallyConnected1D": _BIAS,
    "LocallyConnected2D": _BIAS,
    "PReLU": {"alpha_regularizer": None, "alpha_constraint": None},
    "SeparableConv2D": {
        **_BIAS,
        "depthwise_initializer": "glorot_uniform",
        "pointwise_initializer": "glorot_uniform",
        "dilation_rate": [1, 1],
    },
    "SimpleRNN": _RECURRENT,
}
"""What Keras 2 lets people choose and Keras 1 always did, by the class of Keras 2."""


def regularizer(value: Any) -> Any:
    """A regularizer as Keras 2 writes it; what is none of Keras 1's own stays as it is."""
    if not isinstance(value, Mapping) or value.get("name") not in REGULARIZERS:
        return value
    return {"class_name": "L1L2", "config": {key: value[key] for key in ("l1", "l2") if key in value}}


def constraint(value: Any) -> Any:
    """A constraint as Keras 2 writes it."""
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str):
        return value
    config = {CONSTRAINT_KEYS.get(key, key): item for key, item in value.items() if key != "name"}
    return {"class_name": value["name"], "config": config}
