"""Encoding layers call their output modes `multi_hot` and `tf_idf`; before, they were `binary` and `tf-idf`.

Symptom: Unknown argument for output_mode: output_mode=binary
Symptom: Invalid value for argument `output_mode`. Expected one of {'int', 'one_hot', 'multi_hot', 'count', 'tf_idf'}
https://github.com/tensorflow/tensorflow/releases/tag/v2.6.0

Before: TextVectorization(output_mode="binary"), CategoryEncoding(max_tokens=6, output_mode="binary")
After: TextVectorization(output_mode="multi_hot"), CategoryEncoding(num_tokens=6, output_mode="multi_hot")
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.6", safety=Safety.LOSSLESS)

NAMES = {"binary": "multi_hot", "tf-idf": "tf_idf"}


@rule.on("CategoryEncoding", "IntegerLookup", "StringLookup", "TextVectorization")
def rename_mode(layer: Layer) -> Layer | None:
    mode = layer.config.get("output_mode")
    changes = {"output_mode": NAMES[mode]} if mode in NAMES else {}
    if layer.class_name != "CategoryEncoding" or "max_tokens" not in layer.config or "num_tokens" in layer.config:
        return layer.with_config(changes) if changes else None
    return layer.with_config({**changes, "num_tokens": layer.config["max_tokens"]}, drop=("max_tokens",))
