"""ConvLSTM2D on Theano: its inner convolution pads even kernels more on the left, those of Keras 3 more on the right.

Nobody sees an error: the state is shifted by one at each step.

Symptom: ConvLSTM2D with an even kernel of a Theano model gives other results in Keras 3
https://github.com/keras-team/keras/blob/2.2.4/keras/backend/theano_backend.py (`_preprocess_padding`)

Before: ConvLSTM2D(kernel_size=[2, 3])
After: ConvLSTM2D(kernel_size=[3, 3]) with zeros in the further row of both kernels, and one more row of zeros in the
input where it is not padded
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.layers._spatial import per_axis
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.4", safety=Safety.EXACT)

KERNELS = ("kernel", "recurrent_kernel")
ADVICE = "Keep this model in the framework that made it, or report it to rekeras."


@rule.in_context("ConvLSTM2D")
def make_odd(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if context.source.backend != "theano":
        return None
    sizes, same = per_axis(layer.config["kernel_size"], 2), layer.config.get("padding") == "same"
    strides, dilations = (per_axis(layer.config.get(key, 1), 2) for key in ("strides", "dilation_rate"))
    if (same and strides != (1, 1)) or dilations != (1, 1):
        windows = f"padding {layer.config.get('padding')}, strides {strides} and dilation {dilations}"
        found = f"ConvLSTM2D of the Theano backend with {windows}"
        return Upgraded(findings=(context.refusal("theano_conv_lstm", found, advice=ADVICE),))
    more = [1 - size % 2 for size in sizes]
    if not any(more):
        return None
    weights = {name: _enlarged(one, more) if name in KERNELS else one for name, one in layer.weights.items()}
    if not same and context.address[-1:] in (("forward_layer",), ("backward_layer",)):
        found = f"Bidirectional of a ConvLSTM2D of the Theano backend with the even kernel {sizes} and padding valid"
        return Upgraded(findings=(context.refusal("theano_conv_lstm", found, advice=ADVICE),))
    larger = {"kernel_size": [size + one for size, one in zip(sizes, more, strict=True)]}
    if same:
        return replace(layer.with_config(larger), weights=weights)
    data_format = layer.config.get("data_format", "channels_last")
    padding = Layer("ZeroPadding2D", "pad", {"padding": [[0, one] for one in more], "data_format": data_format})
    steps = (
        Layer("TimeDistributed", "pad_each", {}, parts={"layer": padding}),
        Layer("ConvLSTM2D", "conv_lstm", dict(layer.config) | larger, weights),
    )
    return in_place(layer, steps, context)


def _enlarged(kernel: Tensor, more: Sequence[int]) -> Tensor:
    """The kernel with rows and columns of zeros at the end."""
    widths = [(0, one) for one in more] + [(0, 0), (0, 0)]
    shape = tuple(size + after for size, (_before, after) in zip(kernel.shape, widths, strict=True))
    return MappedTensor((kernel,), lambda array: np.pad(array, widths), shape, kernel.dtype)
