"""InstanceNormalization and GroupNormalization of keras_contrib divide in their own ways.

Symptom: Unknown layer: 'InstanceNormalization'
Symptom: Could not locate class 'InstanceNormalization'
https://github.com/keras-team/keras-contrib/tree/master/keras_contrib/layers/normalization

Before: InstanceNormalization(axis=-1, epsilon=0.001)            (x - mean) / (std + epsilon)
After: Multiply of n = GroupNormalization(groups=-1)(x) and of softsign(std / epsilon), where std is the mean of x n

Before: GroupNormalization(groups=2, axis=-1)
After: Reshape([2, size / 2]), LayerNormalization and back: its groups are parts of the image, not of the channels

Its files do not say where these classes come from; they are known by their config keys.
"""

from __future__ import annotations

import string
from math import prod

import numpy as np

from rekeras.archive import ArrayTensor, Layer, MappedTensor, Tensor
from rekeras.layers._description import Shape
from rekeras.records import Finding, Safety
from rekeras.rules._drawing import Drawing, Ref, constant, drawing_for, mask_refused, may_be_masked, shape_unknown
from rekeras.rules._elementwise import known_sizes, scaled
from rekeras.rules._others import COMMON, KINDS, NORMALIZATION, OWNER
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.1", safety=Safety.EXACT)

KEYS = NORMALIZATION | {"axis"}
LEAST = 1e-12
"""What keeps a division by the deviation of constant images finite."""


@rule.in_context("InstanceNormalization")
def write_out_instance(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package or layer.config.keys() - COMMON != KEYS:
        return None
    draw = drawing_for(layer, context)
    shape: Shape = draw.specs[0].shape if draw else None
    if draw is None or shape is None or (channels := shape[layer.config["axis"] or -1]) is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    rank, axis = len(shape), layer.config["axis"]
    moved = axis is not None and axis % rank != rank - 1
    order = [place for place in range(1, rank) if not moved or place != axis % rank]
    order += [axis % rank] if moved else []
    x = draw("Permute", "channels_last", draw.inputs[0], {"dims": order}) if moved else draw.inputs[0]
    normed = _normalized(draw, x, rank, each=axis is not None)
    epsilon = layer.config["epsilon"]
    if epsilon:
        mean = _mean(draw, draw("Multiply", "shares", (x, normed)), rank, channels if axis is None else 0)
        ratio = draw("Rescaling", "ratio", mean, {"scale": 1.0 / epsilon, "offset": 0.0})
        share = draw("Activation", "share", ratio, {"activation": "softsign"})
        normed = draw("Multiply", "divided", (normed, share))
    y = _by_channel(draw, layer, normed, rank, channels)
    if moved:
        y = draw("Permute", "channels_back", y, {"dims": [order.index(place) + 1 for place in range(1, rank)]})
    return Upgraded(draw.model(y), findings=(_finding(layer, context),))


@rule.in_context("GroupNormalization")
def write_out_groups(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package != OWNER or layer.config.keys() - COMMON != KEYS | {"groups"}:
        return None
    draw, sizes = drawing_for(layer, context), known_sizes(context)
    if draw is None or sizes is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if may_be_masked(context):
        return Upgraded(findings=(mask_refused(layer, context),))
    groups, axis = layer.config["groups"], layer.config["axis"] % (len(sizes) + 1) - 1
    parts = draw("Reshape", "groups", draw.inputs[0], {"target_shape": [groups, prod(sizes) // groups]})
    config = {"axis": -1, "epsilon": layer.config["epsilon"], "center": False, "scale": False}
    normed = draw("LayerNormalization", "normalized", parts, config | _no_objects())
    y = draw("Reshape", "image", normed, {"target_shape": list(sizes)})
    factor, offset = (_of_groups(layer.weights.get(name), groups, axis, sizes) for name in ("gamma", "beta"))
    if factor or offset:
        y = draw.put(scaled("affine", factor, offset, sizes), y)
    return Upgraded(draw.model(y), findings=(_finding(layer, context),))


def _normalized(draw: Drawing, x: Ref, rank: int, *, each: bool) -> Ref:
    config = {"axis": -1, "epsilon": LEAST, "center": False, "scale": False} | _no_objects()
    if rank == 2:
        return draw("LayerNormalization", "normalized", x, config)
    return draw("GroupNormalization", "normalized", x, config | {"groups": -1 if each else 1})


def _no_objects() -> dict[str, object]:
    return {f"{name}_{kind}": None for name in ("beta", "gamma") for kind in KINDS} | {
        "beta_initializer": "zeros",
        "gamma_initializer": "ones",
    }


def _mean(draw: Drawing, x: Ref, rank: int, channels: int) -> Ref:
    """The mean over all places; over the channels too, if their number is given."""
    if rank > 2:
        pooling = {"data_format": "channels_last", "keepdims": True}
        x = draw(f"GlobalAveragePooling{rank - 2}D", "mean", x, pooling)
    if not channels:
        return x
    axes = string.ascii_lowercase[: rank - 1]
    config = constant(equation=f"{axes}y,yz->{axes}z", output_shape=[1] * (rank - 2) + [channels])
    ones = ArrayTensor(np.full((channels, channels), 1.0 / channels, "float32"))
    return draw("EinsumDense", "mean_of_channels", x, config, {"kernel": ones})


def _by_channel(draw: Drawing, layer: Layer, x: Ref, rank: int, channels: int) -> Ref:
    """Multiply by gamma and add beta."""
    gamma, beta = (layer.weights.get(name) for name in ("gamma", "beta"))
    if gamma is None and beta is None:
        return x
    axes = string.ascii_lowercase[: rank - 1]
    config = constant(equation=f"{axes}z,z->{axes}z", output_shape=[None] * (rank - 2) + [channels])
    config |= {"bias_axes": "z" if beta else None, "trainable": layer.config.get("trainable", True)}
    ones: Tensor = ArrayTensor(np.ones(channels, "float32"))
    weights = {"kernel": _spread(gamma, channels) if gamma else ones}
    return draw("EinsumDense", "affine", x, config, weights | ({"bias": _spread(beta, channels)} if beta else {}))


def _spread(tensor: Tensor, channels: int) -> Tensor:
    return MappedTensor((tensor,), lambda array: np.broadcast_to(array, (channels,)), (channels,), tensor.dtype)


def _of_groups(tensor: Tensor | None, groups: int, axis: int, sizes: tuple[int, ...]) -> Tensor | None:
    """The numbers of each channel, where the layer multiplies them in the shape of its groups."""
    if tensor is None:
        return None
    grouped = (groups, *(size // groups if place == axis else size for place, size in enumerate(sizes)))
    along = (groups, *(size // groups if place == axis else 1 for place, size in enumerate(sizes)))

    def spread(array: np.ndarray) -> np.ndarray:
        return np.broadcast_to(array.reshape(along), grouped).reshape(sizes)

    return MappedTensor((tensor,), spread, sizes, tensor.dtype)


def _finding(layer: Layer, context: Context) -> Finding:
    return context.attention(
        "taken_for_contrib",
        f"{layer.class_name} has the config keys of the one in keras_contrib, and is converted as that",
        advice="If it is another one, its numbers come out wrong: compare some outputs with the original.",
    )
