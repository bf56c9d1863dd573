"""Which layers apply their activation to all they have computed, so that it can stand behind them instead."""

from __future__ import annotations

LAST = (
    *("Dense", "EinsumDense", "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"),
    *("DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D", "Activation"),
)
