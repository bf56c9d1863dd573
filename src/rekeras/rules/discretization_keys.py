"""Discretization calls its boundaries `bin_boundaries` and no longer takes `trainable`.

Symptom: Discretization.__init__() got an unexpected keyword argument 'trainable'
Symptom: Discretization.__init__() got an unexpected keyword argument 'bins'
https://github.com/keras-team/keras/issues/19151

Before: Discretization(bins=[0.0, 1.0], trainable=True)
After: Discretization(bin_boundaries=[0.0, 1.0])
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("Discretization")
def rename_bins(layer: Layer) -> Layer | None:
    bins = layer.config.get("bins")
    dead = tuple(key for key in ("trainable", "bins") if key in layer.config)
    if not dead or (bins is not None and not isinstance(bins, list | tuple)):
        return None
    return layer.with_config({} if bins is None else {"bin_boundaries": list(bins)}, drop=dead)
