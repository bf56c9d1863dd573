"""BatchNormalization lost renormalization, which only training uses.

Symptom: Unrecognized keyword arguments passed to BatchNormalization: {'renorm': True
Symptom: Layer 'batch_normalization' expected 4 variables, but received 7 variables during loading
https://keras.io/api/layers/normalization_layers/batch_normalization/

Before: BatchNormalization(axis=-1, renorm=True, renorm_clipping={}, renorm_momentum=0.99)
After: BatchNormalization(axis=-1)

A trained model computes the same: it uses the moving mean and variance alone. (Keras 3.15 has renorm again; the result
is to load in every Keras 3.)
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSY)

KEYS = ("renorm", "renorm_clipping", "renorm_momentum", "virtual_batch_size", "fused", "adjustment")
KEPT = ("gamma", "beta", "moving_mean", "moving_variance")


@rule.in_context("BatchNormalization")
def drop_renormalization(layer: Layer, context: Context) -> Upgraded | None:
    present = tuple(key for key in KEYS if key in layer.config)
    if not present or layer.config.get("adjustment") is not None:
        return None
    weights = {name: tensor for name, tensor in layer.weights.items() if name in KEPT}
    plain = replace(layer.with_config(drop=present), weights=weights)
    if not layer.config.get("renorm"):
        return Upgraded(plain, "Options of BatchNormalization that were off are gone", Safety.LOSSLESS)
    finding = context.attention(
        "renormalization",
        "batch renormalization is gone: the trained model computes the same",
        advice="Training on gives other statistics than before.",
    )
    return Upgraded(plain, findings=(finding,))
