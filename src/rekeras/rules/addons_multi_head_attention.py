"""MultiHeadAttention of tensorflow_addons takes its tensors as a list, and has its heads first.

Symptom: Unknown layer: 'Addons>MultiHeadAttention'
https://github.com/tensorflow/addons/blob/v0.20.0/tensorflow_addons/layers/multihead_attention.py

Before: MultiHeadAttention(head_size=3, num_heads=2)([query, key, value])
After: a model of MultiHeadAttention(num_heads=2, key_dim=3), called on the same list

It has no biases but the last one; Keras has all or none, so the others are zeros.
"""

from __future__ import annotations

import numpy as np

from rekeras.archive import ArrayTensor, Layer, MappedTensor, Tensor
from rekeras.records import Finding, Safety
from rekeras.rules._drawing import Ref, drawing_for, shape_unknown
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"
PARTS = ("query", "key", "value")
KINDS = [f"{part}_{kind}" for part in ("kernel", "bias") for kind in ("initializer", "regularizer", "constraint")]


@rule.in_context("MultiHeadAttention")
def take_keras_own(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != PACKAGE:
        return None
    draw = drawing_for(layer, context)
    if draw is None or not 2 <= len(draw.inputs) <= 3 or not layer.weights:
        return Upgraded(findings=(shape_unknown(layer, context),))
    called = context.description.inputs if context.description else None
    if called and any(value is not None for value in called.kwargs.values()):
        return Upgraded(findings=(_refusal(context, sorted(called.kwargs)),))
    query, key, value = (*draw.inputs, draw.inputs[1])[:3]
    scores = bool(layer.config.get("return_attn_coef"))
    attention = Layer("MultiHeadAttention", "attention", _config(layer), _weights(layer))
    attended = draw.put(attention, query, value, key, **({"return_attention_scores": True} if scores else {}))
    return Upgraded(draw.model([attended, Ref("attention", 0, 1)] if scores else attended))


def _config(layer: Layer) -> dict[str, object]:
    old = layer.config
    return {
        "num_heads": old["num_heads"],
        "key_dim": old["head_size"],
        "value_dim": old["head_size"],
        "dropout": old.get("dropout", 0.0),
        "use_bias": bool(old.get("use_projection_bias", True)),
        "output_shape": layer.weights["projection_kernel"].shape[-1],
        "attention_axes": None,
        **{key: old.get(key) for key in KINDS},
    }


def _weights(layer: Layer) -> dict[str, Tensor]:
    weights: dict[str, Tensor] = {}
    biased = "projection_bias" in layer.weights
    for part in PARTS:
        kernel = layer.weights[f"{part}_kernel"]
        heads, width, size = kernel.shape
        weights[f"{part}/kernel"] = MappedTensor((kernel,), _heads_inside, (width, heads, size), kernel.dtype)
        if biased:
            weights[f"{part}/bias"] = ArrayTensor(np.zeros((heads, size), kernel.dtype))
    weights["attention_output/kernel"] = layer.weights["projection_kernel"]
    if biased:
        weights["attention_output/bias"] = layer.weights["projection_bias"]
    return weights


def _heads_inside(array: np.ndarray) -> np.ndarray:
    return np.transpose(array, (1, 0, 2))


def _refusal(context: Context, arguments: list[str]) -> Finding:
    return context.refusal(
        "attention_arguments",
        f"MultiHeadAttention of tensorflow_addons is called with {', '.join(arguments)}",
        expected="a call on query, key and value alone",
        advice="Take MultiHeadAttention of Keras in the original framework, or report the file to rekeras.",
    )
