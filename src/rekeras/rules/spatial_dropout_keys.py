"""SpatialDropout no longer takes `trainable` and `noise_shape`: it has no weights, and its noise shape is fixed.

Symptom: SpatialDropout1D.__init__() got an unexpected keyword argument 'trainable'
Symptom: SpatialDropout2D.__init__() got an unexpected keyword argument 'trainable'
Symptom: SpatialDropout3D.__init__() got an unexpected keyword argument 'trainable'
https://github.com/keras-team/keras/issues/19151

Before: SpatialDropout2D(rate=0.2, trainable=True, noise_shape=None)
After: SpatialDropout2D(rate=0.2)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D")
def drop_dead_keys(layer: Layer) -> Layer | None:
    """The constructor of Keras 2 threw `noise_shape` away as well."""
    present = tuple(key for key in ("trainable", "noise_shape") if key in layer.config)
    return layer.with_config(drop=present) if present else None
