"""Activations that go element by element, whatever the order of axes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BY_ELEMENT = frozenset(
    (
        *("celu", "elu", "exponential", "gelu", "hard_elu", "hard_shrink"),
        *("hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "leaky_relu", "linear"),
        *("log_sigmoid", "mish", "relu", "relu6", "selu", "sigmoid"),
        *("silu", "soft_shrink", "softplus", "softsign", "sparse_plus", "sparse_sigmoid"),
        *("squareplus", "swish", "tanh", "tanh_shrink", "threshold"),
    )
)
LAYERS = frozenset(("ReLU", "LeakyReLU", "ELU"))


def is_by_element(activation: Any) -> bool:
    """Whether this activation, as a config has it, looks at each number alone; false where that is not known."""
    if isinstance(activation, Mapping):
        inner = activation.get("config")
        return activation.get("class_name") in LAYERS or (isinstance(inner, str) and inner in BY_ELEMENT)
    return activation is None or activation in BY_ELEMENT
