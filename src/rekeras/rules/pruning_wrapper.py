"""PruneLowMagnitude of tensorflow_model_optimization does not know Keras 3; what it wraps is the model, masked.

Symptom: Unknown layer: 'PruneLowMagnitude'
Symptom: Could not locate class 'PruneLowMagnitude'
https://github.com/tensorflow/model-optimization/issues/1119

Before: PruneLowMagnitude(Dense(8), pruning_schedule=...)
After: Dense(8), its kernel multiplied by the mask

The wrapper multiplies the kernel by its mask whenever it is called, also outside training.
"""

from __future__ import annotations

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._in_place import unwrapped
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.16", safety=Safety.LOSSY)

OF_THE_WRAPPER = ("mask", "threshold", "pruning_step")
PRUNED = ("kernel", "embeddings", "pointwise_kernel")


@rule.in_context("PruneLowMagnitude")
def strip(layer: Layer, context: Context) -> Upgraded | None:
    inner = layer.parts.get("layer")
    if inner is None or inner.parts or inner.layers or inner.weights:
        return None
    weights = _masked(layer)
    if weights is None:
        return None
    finding = context.attention(
        "pruning_ended",
        "the pruning wrapper is gone, its mask is in the weights: the model computes the same",
        advice="Training on does not keep the zeros.",
    )
    return Upgraded(unwrapped(layer, inner, weights), findings=(finding,))


def _masked(layer: Layer) -> dict[str, Tensor] | None:
    """The weights of the inner layer; None where it is not clear which are whose, or what the mask is of."""
    names = [name.rpartition("/")[2] for name in layer.weights]
    found = dict(zip(names, layer.weights.values(), strict=True))
    if len(found) < len(names) or any(":" in name or "mask_" in name for name in names):
        return None
    inner = {name: tensor for name, tensor in found.items() if name not in OF_THE_WRAPPER}
    mask = found.get("mask")
    if mask is None:
        return inner
    pruned = [name for name in PRUNED if name in inner and inner[name].shape == mask.shape]
    if len(pruned) != 1:
        return None
    kernel = inner[pruned[0]]
    product = MappedTensor((kernel, mask), lambda array, zeros: array * zeros, kernel.shape, kernel.dtype)
    return inner | {pruned[0]: product}
