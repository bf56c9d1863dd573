"""Layers no longer say whether they are `dynamic` (run eagerly), which TensorFlow 2 wrote where it was True.

Symptom: Unrecognized keyword arguments passed to TimeDistributed: {'dynamic': True}
https://github.com/keras-team/keras/blob/v2.15.0/keras/engine/base_layer.py

Before: Dense(units=3, dynamic=True)
After: Dense(units=3)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.keras3.catalog import catalog
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on()
def drop_dynamic(layer: Layer) -> Layer | None:
    """It says how the layer is run, not what it computes."""
    if not isinstance(layer.config.get("dynamic"), bool) or layer.package or layer.class_name not in catalog().classes:
        return None
    return layer.with_config(drop=("dynamic",))
