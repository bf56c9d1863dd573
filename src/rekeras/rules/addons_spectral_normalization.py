"""SpectralNormalization of tensorflow_addons changes the kernel itself, while it trains; then it is just the layer.

Symptom: Unknown layer: 'Addons>SpectralNormalization'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/spectral_normalization.py

Before: SpectralNormalization(Conv2D(8, 3))            (of tensorflow_addons)
After: Conv2D(8, 3)

SpectralNormalization of Keras divides the kernel whenever it is called, also outside training: it is another layer.
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._in_place import unwrapped
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"


@rule.in_context("SpectralNormalization")
def unwrap(layer: Layer, context: Context) -> Upgraded | None:
    inner = layer.parts.get("layer")
    if layer.package != PACKAGE or inner is None:
        return None
    finding = context.attention(
        "spectral_normalization_ended",
        "the wrapper is gone, its division is in the kernel already: the model computes the same",
        advice="To train on, wrap the layer in keras.layers.SpectralNormalization.",
    )
    return Upgraded(unwrapped(layer, inner, inner.weights), findings=(finding,))
