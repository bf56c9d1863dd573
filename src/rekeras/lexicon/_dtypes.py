"""Dtypes as TensorFlow writes them."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._reasons import Untranslatable


def dtype_name(dtype: Any) -> str:
    """A dtype as Keras 3 names it.

    Raises:
        Untranslatable: Keras 3 has no such dtype.
    """
    name = str(dtype).removeprefix("tf.").removeprefix("DT_").lower()
    short = {"float": "float32", "double": "float64", "half": "float16", "int": "int32"}
    name = short.get(name, name)
    known = ("bool", "uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64")
    if name not in (*known, "float16", "bfloat16", "float32", "float64"):
        raise Untranslatable(f"Keras 3 has no dtype {name}")
    return name
