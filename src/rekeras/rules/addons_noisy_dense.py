"""NoisyDense of tensorflow_addons keeps its noise: outside training it is a Dense.

Symptom: Unknown layer: 'Addons>NoisyDense'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/noisy_dense.py

Before: NoisyDense(units=4, sigma=0.5)
After: Dense(units=4), its kernel mu + sigma * noise, its bias likewise

Up to 0.14 the noise was new at every call and is in no file; such a model is refused, since weights are missing.
"""

from __future__ import annotations

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"
OWN = ("sigma", "use_factorised")


@rule.in_context("NoisyDense")
def fold(layer: Layer, context: Context) -> Upgraded | None:
    names = ("kernel", "bias") if layer.config.get("use_bias", True) else ("kernel",)
    wanted = {f"{part}_{name}" for part in ("mu", "sigma", "eps") for name in names}
    if layer.package != PACKAGE or layer.weights.keys() != wanted:
        return None
    config = {key: value for key, value in layer.config.items() if key not in OWN}
    config |= {"kernel_initializer": "glorot_uniform", "bias_initializer": "zeros"}
    finding = context.attention(
        "noise_ended",
        "NoisyDense became Dense, with the noise that the file keeps: the model computes the same",
        advice="Training on draws no new noise.",
    )
    dense = Layer("Dense", layer.name, config, {name: _noisy(layer, name) for name in names})
    return Upgraded(dense, findings=(finding,))


def _noisy(layer: Layer, name: str) -> Tensor:
    parts = tuple(layer.weights[f"{part}_{name}"] for part in ("mu", "sigma", "eps"))

    def fold_in(mu: np.ndarray, sigma: np.ndarray, noise: np.ndarray) -> np.ndarray:
        return np.asarray(mu + sigma.astype(np.float64) * noise).astype(mu.dtype)

    return MappedTensor(parts, fold_in, parts[0].shape, parts[0].dtype)
