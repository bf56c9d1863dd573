"""Discretization keeps the boundaries it found in `adapt`; Keras 2 kept the summary of the data they come from.

Symptom: Layer 'discretization' expected 0 variables, but received 1 variables during loading
Symptom: Discretization has not been adapted
https://github.com/keras-team/keras/blob/v2.15.0/keras/layers/preprocessing/discretization.py

Before: Discretization(num_bins=4) with the variable `summary`: values and how many numbers each stands for
After: Discretization(bin_boundaries=[0.3, 1.2, 2.0])
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSLESS)

LARGEST_SUMMARY = 1_000_000


@rule.on("Discretization")
def compute_boundaries(layer: Layer) -> Layer | None:
    summary, bins = layer.weights.get("summary"), layer.config.get("num_bins")
    if summary is None or summary.size > LARGEST_SUMMARY:
        return None
    rest = {name: tensor for name, tensor in layer.weights.items() if name != "summary"}
    if layer.config.get("bin_boundaries") is not None:
        return replace(layer, weights=rest)
    if (
        not isinstance(bins, int)
        or bins < 1
        or len(summary.shape) != 2
        or summary.shape[0] != 2
        or not summary.shape[1]
    ):
        return None
    boundaries = _quantiles(summary.read(), 1 / bins)[:-1]
    adapted = layer.with_config({"bin_boundaries": [float(boundary) for boundary in boundaries], "num_bins": None})
    return replace(adapted, weights=rest)


def _quantiles(summary: np.ndarray, share: float) -> np.ndarray:
    """The values below which each further share of the numbers lies, in float32 as Keras 2 gave them."""
    values, counts = summary
    if len(values) * share < 1:
        return np.asarray(values)
    below = counts.cumsum()
    quantiles = np.interp(share + np.arange(0.0, 1.0, share), below / below[-1], values)
    return np.asarray(quantiles, np.float32)
