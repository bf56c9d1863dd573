"""A bias on one inner axis, which TensorFlow adds along another axis where that is as long.

Nobody sees an error: with Keras 3.7 to 3.15 (the newest), the TensorFlow backend gives other numbers than JAX, PyTorch
and the old frameworks, as with channels first (`channels_first_bias`). `keras.ops.add` takes what squeezes to a vector
for a bias of the last axis, or of the one behind the batch, whichever fits.

Symptom: EinsumDense with bias_axes gives wrong results on the TensorFlow backend
Symptom: MultiHeadAttention(key_dim=1) gives wrong results on the TensorFlow backend
https://github.com/keras-team/keras/blob/v3.12.0/keras/src/backend/tensorflow/numpy.py (`add`)

Before: EinsumDense("abc,cd->abd", output_shape=(5, 5), bias_axes="b")       (bias of 5 x 1)
After: EinsumDense("abc,cd->abd", output_shape=(5, 5), bias_axes="bd")       (bias of 5 x 5, equal in each row)
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor
from rekeras.keras3.bias import is_mistaken
from rekeras.layers._description import Spec
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT)


@rule.in_context("EinsumDense")
def spread_bias(layer: Layer, context: Context) -> Upgraded | None:
    """The same bias written out over the axes behind its own."""
    bias, given = layer.weights.get("bias"), context.description.outputs if context.description else None
    shape = given.shape if isinstance(given, Spec) else None
    target = str(layer.config.get("equation", "")).replace(" ", "").partition("->")[2].replace("...", "")
    axes = layer.config.get("bias_axes")
    if bias is None or not axes or not is_mistaken(bias.shape, shape):
        return None
    sizes = shape[-len(bias.shape) :] if shape else ()
    known = tuple(size for size in sizes if size is not None)
    behind = target[min(map(target.index, axes)) :]
    if len(known) != len(bias.shape) or len(behind) != len(known):
        finding = context.attention(
            "inner_bias", f"the bias over {axes!r} goes to another axis on TensorFlow", advice=USE
        )
        return Upgraded(findings=(finding,))
    spread = MappedTensor((bias,), lambda array: np.broadcast_to(array, known).copy(), known, bias.dtype)
    return Upgraded(replace(layer.with_config({"bias_axes": behind}), weights=dict(layer.weights) | {"bias": spread}))


USE = "Use another backend than TensorFlow where these sizes are equal."


@rule.in_context("MultiHeadAttention")
def tell_of_attention(layer: Layer, context: Context) -> Upgraded | None:
    """Keys or values of one number: the bias of the heads goes to the sequence where that is as long."""
    config = layer.config
    heads, sizes = config.get("num_heads"), (config.get("key_dim"), config.get("value_dim") or config.get("key_dim"))
    if heads == 1 or 1 not in sizes or not config.get("use_bias", True):
        return None
    inputs = context.description.inputs if context.description else None
    lengths = (
        {spec.shape[1] if spec.shape else None for spec in inputs.args if isinstance(spec, Spec)} if inputs else {None}
    )
    if not lengths & {heads, None}:
        return None
    found = f"on TensorFlow, sequences of length {heads} get the bias of the {heads} heads along another axis"
    return Upgraded(findings=(context.attention("inner_bias", found, advice=USE),))
