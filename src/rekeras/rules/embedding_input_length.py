"""Embedding no longer takes `input_length`, which only declared the shape of its input.

Symptom: Unrecognized keyword arguments passed to Embedding: {'input_length': 10}
Symptom: Argument `input_length` is deprecated. Just remove it.
https://keras.io/api/layers/core_layers/embedding/

Before: Embedding(input_dim=1000, output_dim=64, input_length=10)
After: Embedding(input_dim=1000, output_dim=64)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("Embedding")
def drop_input_length(layer: Layer) -> Layer | None:
    return layer.with_config(drop=("input_length",)) if "input_length" in layer.config else None
