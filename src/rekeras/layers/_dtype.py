"""Which dtype a layer computes in, as its config says in the words of every era."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import Spec

FLOATS = ("float16", "bfloat16", "float32", "float64")


def compute_dtype(layer: Layer) -> str | None:
    """The float dtype that the layer casts its floating inputs to; None where the config says nothing of it.

    The config holds a dtype (``float32``), the name of a policy (``mixed_float16``), or a serialized policy
    (``{"class_name": "Policy", "config": {"name": "mixed_float16"}}``, class names differ between versions).
    """
    name = _policy_name(layer.config.get("dtype"))
    if not isinstance(name, str) or layer.config.get("autocast") is False:
        return None
    dtype = name.removeprefix("mixed_")
    return dtype if dtype in FLOATS else None


def _policy_name(dtype: Any) -> Any:
    if not isinstance(dtype, dict):
        return dtype
    config = dtype.get("config")
    return config.get("name") if isinstance(config, dict) else None


def quantization(layer: Layer) -> str:
    """How Keras 3 quantized the layer (``int8``); empty where it did not."""
    dtype = layer.config.get("dtype")
    if isinstance(dtype, dict) and str(dtype.get("class_name")).startswith("Quantized"):
        config = dtype.get("config")
        return str((config.get("mode") or config.get("name")) if isinstance(config, dict) else "in an unknown way")
    return dtype.partition("_from_")[0] if isinstance(dtype, str) and "_from_" in dtype else ""


def float_dtype(layer: Layer, given: Spec) -> str:
    """The dtype of what a layer computes with floating weights, whatever it gets."""
    return compute_dtype(layer) or (given.dtype if given.dtype in FLOATS else "float32")


def cast(layer: Layer, given: Spec) -> Spec:
    """What the layer's ``call`` sees of an input: floating inputs in its compute dtype, others as they are."""
    dtype = compute_dtype(layer)
    if dtype is None or given.dtype not in FLOATS or given.dtype == dtype:
        return given
    return Spec(given.shape, dtype)
