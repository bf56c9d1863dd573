"""How layers of other people's are known in files that do not say whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OWNER = "its author"
"""The package of a class that has the name of one of Keras's own, and is another one."""

KINDS = ("initializer", "regularizer", "constraint")
COMMON = frozenset({"name", "trainable", "dtype", "batch_input_shape"})
NORMALIZATION = frozenset({"epsilon", "center", "scale"}) | {f"{name}_{k}" for name in ("beta", "gamma") for k in KINDS}
"""The config keys of normalization layers that were made after those of Keras."""

DENSE: Mapping[str, Any] = {
    "activation": "linear",
    "use_bias": True,
    "kernel_initializer": "glorot_uniform",
    "bias_initializer": "zeros",
    **{f"{part}_{kind}": None for part in ("kernel", "bias") for kind in KINDS[1:]},
}
"""Config of a Dense that somebody's own layer contains."""
