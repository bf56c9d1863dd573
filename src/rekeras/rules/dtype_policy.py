"""A layer's dtype is written as the name of a policy; TensorFlow 2 wrote policy objects, TensorFlow 1 wrote nothing.

A plain name is what every Keras 3 reads (from 3.4 on it writes an object that 3.0 to 3.3 do not know).

Symptom: 'str' object has no attribute 'quantization_mode'
Symptom: Cannot convert `dtype` argument of `{'class_name': 'Policy', 'config': {'name': 'mixed_float16'}}`
https://github.com/keras-team/keras/issues/19575

Before: {"dtype": {"class_name": "Policy", "config": {"name": "mixed_float16"}}}
After: {"dtype": "mixed_float16"}
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS, of_every_source=True)

POLICY_CLASSES = ("Policy", "PolicyV1", "AutocastPolicy", "DTypePolicy", "FloatDTypePolicy", "PolicyV2")
INFERRED = {"infer": None, "_infer": None, "infer_with_float32_vars": None, "float32_with_float32_vars": "float32"}


@rule.on()
def write_policy_name(layer: Layer) -> Layer | None:
    config = layer.config
    written = config.get("dtype", config.get("policy"))
    name = _name(written)
    if name is None and not isinstance(written, dict):
        name = _dtype_of_weights(layer)
    wanted = {} if name is None else {"dtype": name}
    present = {key: config[key] for key in ("dtype", "policy") if key in config}
    return None if present == wanted else layer.with_config(wanted, drop=("dtype", "policy"))


def _name(written: Any) -> Any:
    """The name of the policy; None for Keras's default; what is none is left for the check against Keras 3."""
    if isinstance(written, dict) and written.get("class_name") in POLICY_CLASSES:
        return _name(written.get("config", {}).get("name"))
    return INFERRED.get(written, written) if isinstance(written, str) else written


def _dtype_of_weights(layer: Layer) -> str | None:
    """Standalone Keras and TensorFlow 1 kept the precision in no config: the weights tell it."""
    dtypes = {tensor.dtype for tensor in layer.weights.values()}
    return dtypes.pop() if len(dtypes) == 1 and dtypes <= {"float64", "float16", "bfloat16"} else None
