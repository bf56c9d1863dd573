"""Hashing gives whole numbers, and Keras 3 wants its dtype to say so; TensorFlow 2.6 and older wrote `float32`.

Symptom: When `output_mode="int"`, `dtype` should be an integer type. Received: dtype=float32

Before: Hashing(num_bins=11, dtype="float32")
After: Hashing(num_bins=11, dtype="int64")
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("Hashing")
def name_integer_dtype(layer: Layer) -> Layer | None:
    gives_numbers = layer.config.get("output_mode", "int") == "int"
    return layer.with_config({"dtype": "int64"}) if gives_numbers and layer.config.get("dtype") == "float32" else None
