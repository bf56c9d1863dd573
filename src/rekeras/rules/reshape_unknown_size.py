"""Reshape writes a size that follows from the others as -1; TensorFlow.js writes null.

Symptom: unsupported operand type(s) for *: 'int' and 'NoneType'
https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-layers/src/layers/core.ts (``Reshape``)

Before: Reshape(target_shape=[null, 3])
After: Reshape(target_shape=[-1, 3])
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("Reshape")
def write_unknown_size(layer: Layer) -> Layer | None:
    sizes = layer.config.get("target_shape")
    if not isinstance(sizes, list | tuple) or None not in sizes:
        return None
    return layer.with_config({"target_shape": [-1 if size is None else size for size in sizes]})
