"""The weights that feed the activations of layers, for changes of an activation that its weights can make up for."""

from __future__ import annotations

import numpy as np

from rekeras.archive import MappedTensor, Tensor

LSTM_GATES = (True, True, False, True)  # i, f, candidate, o
GRU_GATES = (True, True, False)  # z, r, candidate
GATES = {  # which blocks of the last axis feed the recurrent activation
    "LSTM": LSTM_GATES,
    "LSTMCell": LSTM_GATES,
    "ConvLSTM1D": LSTM_GATES,
    "ConvLSTM2D": LSTM_GATES,
    "ConvLSTM3D": LSTM_GATES,
    "ConvLSTM2DCell": LSTM_GATES,
    "GRU": GRU_GATES,
    "GRUCell": GRU_GATES,
}
LINEAR = {  # the variables that the layer's activation is linear in
    "Dense": ("kernel", "bias"),
    "EinsumDense": ("kernel", "bias"),
    "Conv1D": ("kernel", "bias"),
    "Conv2D": ("kernel", "bias"),
    "Conv3D": ("kernel", "bias"),
    "Conv1DTranspose": ("kernel", "bias"),
    "Conv2DTranspose": ("kernel", "bias"),
    "Conv3DTranspose": ("kernel", "bias"),
    "DepthwiseConv1D": ("depthwise_kernel", "bias"),
    "DepthwiseConv2D": ("depthwise_kernel", "bias"),
    "SeparableConv1D": ("pointwise_kernel", "bias"),
    "SeparableConv2D": ("pointwise_kernel", "bias"),
}


def scaled_blocks(tensor: Tensor, blocks: tuple[bool, ...], factor: float) -> Tensor:
    """The tensor with the chosen equal blocks of its last axis multiplied by a factor, in float64."""

    def scale(array: np.ndarray) -> np.ndarray:
        factors = np.repeat(np.where(blocks, factor, 1.0), array.shape[-1] // len(blocks))
        return np.asarray(array.astype(np.float64) * factors).astype(array.dtype)

    return MappedTensor((tensor,), scale, tensor.shape, tensor.dtype)
