"""ClusterWeights of tensorflow_model_optimization does not know Keras 3; it rounds weights to the nearest centroid.

Symptom: Unknown layer: 'ClusterWeights'
Symptom: Could not locate class 'ClusterWeights'
https://github.com/tensorflow/model-optimization/issues/1119

Before: ClusterWeights(Dense(8), number_of_clusters=16)
After: Dense(8), each weight the centroid that is nearest to it

The wrapper does so whenever it is called, also outside training.
"""

from __future__ import annotations

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._in_place import unwrapped
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.16", safety=Safety.LOSSY)

CENTROIDS = "cluster_centroids_"
INDICES = "pulling_indices_"


@rule.in_context("ClusterWeights")
def strip(layer: Layer, context: Context) -> Upgraded | None:
    inner = layer.parts.get("layer")
    odd = layer.config.get("preserve_sparsity") or layer.config.get("cluster_per_channel")
    if odd or inner is None or inner.parts or inner.layers or inner.weights:
        return None
    found = {name.rpartition("/")[2]: tensor for name, tensor in layer.weights.items()}
    clustered = [name.removeprefix(CENTROIDS) for name in found if name.startswith(CENTROIDS)]
    if len(found) < len(layer.weights) or not set(clustered) <= found.keys():
        return None
    weights = {name: tensor for name, tensor in found.items() if not name.startswith((CENTROIDS, INDICES))}
    weights |= {name: _nearest(found[name], found[CENTROIDS + name]) for name in clustered}
    finding = context.attention(
        "clustering_ended",
        "the clustering wrapper is gone, its centroids are in the weights: the model computes the same",
        advice="Training on does not keep the clusters.",
    )
    return Upgraded(unwrapped(layer, inner, weights), findings=(finding,))


def _nearest(weights: Tensor, centroids: Tensor) -> Tensor:
    def round_to(array: np.ndarray, values: np.ndarray) -> np.ndarray:
        nearest = np.abs(array[..., None] - values).argmin(axis=-1)
        return np.asarray(values[nearest])

    return MappedTensor((weights, centroids), round_to, weights.shape, weights.dtype)
