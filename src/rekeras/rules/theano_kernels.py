"""Theano turns the kernels of convolutions around; Keras 2 did so when it loaded, Keras 3 does not.

A convolution in the strict sense runs its kernel backwards. Theano computes that, TensorFlow, CNTK and all backends of
Keras 3 compute the correlation. Nobody sees an error: the filters stand on their heads.

Symptom: a model trained with Theano gives wrong results in Keras 3
https://github.com/keras-team/keras/wiki/Converting-convolution-kernels-from-Theano-to-TensorFlow-and-vice-versa
https://github.com/keras-team/keras/blob/2.2.4/keras/engine/saving.py (`_need_convert_kernel`)
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule

rule = Rule(__name__, changed_in="2.4", safety=Safety.LOSSLESS)

KERNELS = {
    "Conv1D": ("kernel",),
    "Conv2D": ("kernel",),
    "Conv3D": ("kernel",),
    "Conv2DTranspose": ("kernel",),
    "Conv3DTranspose": ("kernel",),
    "ConvLSTM2D": ("kernel", "recurrent_kernel"),
    "ConvLSTM2DCell": ("kernel", "recurrent_kernel"),
}
"""Not the depthwise ones: those the Theano backend turned around itself."""


@rule.in_context(*KERNELS)
def turn_around(layer: Layer, context: Context) -> Layer | None:
    if context.source.backend != "theano" or not layer.weights:
        return None
    turned = {name: _turned(layer.weights[name]) for name in KERNELS[layer.class_name] if name in layer.weights}
    return replace(layer, weights=dict(layer.weights) | turned)


def _turned(kernel: Tensor) -> Tensor:
    """A kernel with its spatial axes backwards, all but the last two; one of size 1 stays as it is."""
    spatial = tuple(axis for axis, size in enumerate(kernel.shape[:-2]) if size > 1)
    if not spatial:
        return kernel
    return MappedTensor((kernel,), lambda array: np.flip(array, spatial), kernel.shape, kernel.dtype)
