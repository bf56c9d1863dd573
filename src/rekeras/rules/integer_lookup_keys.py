"""IntegerLookup calls what stands for nothing and for the unknown tokens; up to TensorFlow 2.5 these were values.

Symptom: Unrecognized keyword arguments passed to IntegerLookup: {'max_values': None, 'mask_value': 0, 'oov_value': -1}
https://github.com/tensorflow/tensorflow/blob/v2.3.0/tensorflow/python/keras/layers/preprocessing/integer_lookup.py

Before: IntegerLookup(max_values=5, mask_value=0, oov_value=-1)
After: IntegerLookup(max_tokens=5, mask_token=0, oov_token=-1)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.6", safety=Safety.LOSSLESS)

NEW = {"max_values": "max_tokens", "mask_value": "mask_token", "oov_value": "oov_token"}


@rule.on("IntegerLookup")
def rename_values(layer: Layer) -> Layer | None:
    old = tuple(key for key in NEW if key in layer.config)
    if not old or any(NEW[key] in layer.config for key in old):
        return None
    return layer.with_config({NEW[key]: layer.config[key] for key in old}, drop=old)
