"""What TensorFlow's numbers for types stand for.

https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/core/framework/types.proto
"""

from __future__ import annotations

import numpy as np

STRING = 7
NAMES = {
    1: "float32",
    2: "float64",
    3: "int32",
    4: "uint8",
    5: "int16",
    6: "int8",
    7: "str",
    8: "complex64",
    9: "int64",
    10: "bool",
    11: "qint8",
    12: "quint8",
    13: "qint32",
    14: "bfloat16",
    15: "qint16",
    16: "quint16",
    17: "uint16",
    18: "complex128",
    19: "float16",
    20: "resource",
    21: "variant",
    22: "uint32",
    23: "uint64",
    24: "float8_e5m2",
    25: "float8_e4m3fn",
}
_OF_ML_DTYPES = ("bfloat16", "float8_e5m2", "float8_e4m3fn")
"""What numpy itself does not know."""
_WITHOUT = ("str", "resource", "variant", "qint8", "quint8", "qint32", "qint16", "quint16")


def type_name(number: int) -> str:
    """Name of a type as numpy or ml_dtypes spells it; ``type 99`` for one that is not known."""
    # Types of references (variables of TensorFlow 1) are those of values, plus 100.
    return NAMES.get(number - 100 if number > 100 else number, f"type {number}")


def stored_dtype(name: str) -> np.dtype | None:
    """How numbers of a type stand in a file; None for what is not an array of plain numbers."""
    if name in _WITHOUT or name.startswith("type "):
        return None
    if name in _OF_ML_DTYPES:
        import ml_dtypes  # noqa: PLC0415 - few files need it

        found: type[np.generic] = getattr(ml_dtypes, name)
        return np.dtype(found)
    return np.dtype(name).newbyteorder("<")
