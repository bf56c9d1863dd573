"""BatchNormalization of TensorFlow could cut a batch into virtual ones; its axes then counted one more dimension.

A trained model uses the moving mean and variance alone, so virtual batches change nothing of what it computes. But the
config of a built layer has its axes moved by one, and its variables have as many dimensions as the cut input.

Symptom: Unrecognized keyword arguments passed to BatchNormalization: {'virtual_batch_size': 8}
https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/python/layers/normalization.py
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/layers/normalization/batch_normalization.py

Before: BatchNormalization(axis=[4], virtual_batch_size=2)      (on images, gamma of 1 x 1 x 1 x 1 x 5)
After: BatchNormalization(axis=[3])                             (gamma of 5)
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.LOSSY, early=True)


@rule.in_context("BatchNormalization")
def undo_virtual_batches(layer: Layer, context: Context) -> Upgraded | None:
    """The same layer on whole batches."""
    if layer.config.get("virtual_batch_size") is None:
        return None
    axis = layer.config.get("axis", -1)
    axes = [one - 1 for one in axis] if isinstance(axis, list | tuple) else axis
    weights = {name: _on_whole_batches(tensor, axes) for name, tensor in layer.weights.items()}
    whole = replace(layer.with_config({"axis": axes}, drop=("virtual_batch_size",)), weights=weights)
    finding = context.attention(
        "virtual_batches",
        "virtual batches are gone: the trained model computes the same",
        advice="Training on gives other statistics than before.",
    )
    return Upgraded(whole, findings=(finding,))


def _on_whole_batches(tensor: Tensor, axes: object) -> Tensor:
    """A variable of one axis as a vector; of several, without the dimension of the virtual batches."""
    if len(tensor.shape) < 2:
        return tensor
    single = isinstance(axes, list) and len(axes) == 1
    shape = (
        tuple(size for size in tensor.shape if size != 1)[:1] or (1,) if single else tensor.shape[:1] + tensor.shape[2:]
    )
    return MappedTensor((tensor,), lambda array: array.reshape(shape), shape, tensor.dtype)
