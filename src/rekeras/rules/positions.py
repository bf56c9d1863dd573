"""LayerNormalization, FeedForward, PositionEmbedding and TrigPosEmbedding of the packages around keras-transformer.

Symptom: Unknown layer: 'FeedForward'
Symptom: Unknown layer: 'PositionEmbedding'
Symptom: Unknown layer: 'TrigPosEmbedding'
https://github.com/CyberZHG/keras-pos-embd
https://github.com/CyberZHG/keras-layer-normalization
https://github.com/CyberZHG/keras-position-wise-feed-forward

Before: LayerNormalization(epsilon=1e-14)          (of keras-layer-normalization)
After: LayerNormalization(axis=-1, epsilon=1e-14)

Before: TrigPosEmbedding(mode="add")
After: EinsumDense, which adds the sines and cosines of each place

For embeddings of places, the length of the sequence must be known.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import ArrayTensor, Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._drawing import constant, drawing_for, mask_refused, may_be_masked, shape_unknown
from rekeras.rules._elementwise import known_sizes, scaled
from rekeras.rules._others import COMMON, DENSE, NORMALIZATION, OWNER
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.1", safety=Safety.EXACT)

OBJECTS = ("kernel_initializer", "kernel_regularizer", "kernel_constraint")


@rule.on("LayerNormalization")
def take_keras_own(layer: Layer) -> Layer | None:
    if layer.package not in ("", OWNER) or layer.config.keys() - COMMON != NORMALIZATION:
        return None
    return replace(layer.with_config({"axis": -1}), package="")


@rule.in_context("FeedForward")
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    draw = drawing_for(layer, context)
    weights = {name.rpartition("_")[2]: tensor for name, tensor in layer.weights.items()}
    if layer.package or not {"units", "activation", "use_bias"} <= layer.config.keys():
        return None
    if draw is None or not {"W1", "W2"} <= weights.keys():
        return Upgraded(findings=(shape_unknown(layer, context),))
    x = draw.inputs[0]
    for number, activation in (("1", layer.config["activation"]), ("2", "linear")):
        named = {"kernel": weights[f"W{number}"]} | ({"bias": weights[f"b{number}"]} if f"b{number}" in weights else {})
        config = {**DENSE, **{key: layer.config[key] for key in OBJECTS if key in layer.config}}
        config |= {"units": named["kernel"].shape[1], "activation": activation, "use_bias": "bias" in named}
        x = draw("Dense", f"dense_{number}", x, config, named)
    return Upgraded(draw.model(x))


@rule.in_context("PositionEmbedding", "TrigPosEmbedding")
def embed_places(layer: Layer, context: Context) -> Upgraded | None:
    mode = layer.config.get("mode")
    if layer.package or mode is None:
        return None
    draw, sizes = drawing_for(layer, context), known_sizes(context)
    if draw is None or sizes is None or len(sizes) != 2 or mode not in ("add", "concat"):
        return Upgraded(findings=(shape_unknown(layer, context),))
    length, width = sizes
    wanted = width if mode == "add" else layer.config["output_dim"]
    table = _table(layer, length, wanted)
    if table is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    if mode == "add":
        return Upgraded(draw.model(draw.put(scaled("with_places", None, table, sizes), draw.inputs[0])))
    config = constant(equation="abc,cd->abd", output_shape=[length, wanted], bias_axes="bd")
    zeros = ArrayTensor(np.zeros((width, wanted), "float32"))
    places = draw("EinsumDense", "places", draw.inputs[0], config, {"kernel": zeros, "bias": table})
    return Upgraded(draw.model(draw("Concatenate", "with_places", (draw.inputs[0], places), {"axis": -1})))


def _table(layer: Layer, length: int, width: int) -> Tensor | None:
    """The embedding of each place; None where there are fewer than places, or none at all."""
    learned = layer.weights.get("embeddings")
    if layer.class_name == "PositionEmbedding":
        if learned is None or learned.shape[0] < length or learned.shape[1] != width:
            return None
        return MappedTensor((learned,), lambda array: array[:length], (length, width), learned.dtype)
    if width % 2:
        return None
    angles = np.arange(length)[:, None] / 10000.0 ** (np.arange(0, width, 2) / width)
    both = np.stack([np.sin(angles), np.cos(angles)], axis=-1)
    return ArrayTensor(both.reshape(length, width).astype("float32"))
