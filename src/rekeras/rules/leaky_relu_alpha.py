"""LeakyReLU calls its slope `negative_slope`; before, it was `alpha`.

Symptom: Argument `alpha` is deprecated. Use `negative_slope` instead.
Symptom: Unrecognized keyword arguments passed to LeakyReLU: {'alpha': 0.30000001192092896}
https://keras.io/api/layers/activation_layers/leaky_relu/

Before: LeakyReLU(alpha=0.30000001192092896)
After: LeakyReLU(negative_slope=0.30000001192092896)
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)


@rule.on("LeakyReLU")
def rename_alpha(layer: Layer) -> Layer | None:
    if "alpha" not in layer.config or "negative_slope" in layer.config:
        return None
    return layer.with_config({"negative_slope": layer.config["alpha"]}, drop=("alpha",))
