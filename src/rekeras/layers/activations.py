"""Activation functions as layers."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, ShapeError, Variable

family = Family()


@family.on("Activation", "ReLU", "LeakyReLU", "ELU", "Softmax")
def elementwise(_layer: Layer, inputs: Inputs) -> Description:
    """As many numbers as it gets; Softmax may be called on ``(inputs, mask)``."""
    return Description(outputs=inputs.first)


@family.on("PReLU")
def prelu(layer: Layer, inputs: Inputs) -> Description:
    """One slope for each element, shared along ``shared_axes`` (counted from 1)."""
    shape = inputs.first.shape
    if shape is None:
        return Description((Variable("alpha", None),), inputs.first)
    slopes = list(shape[1:])
    for axis in layer.config.get("shared_axes") or ():
        if not 1 <= axis <= len(slopes):
            raise ShapeError(f"shares slopes along axis {axis}, which {shape} does not have")
        slopes[axis - 1] = 1
    return Description((Variable("alpha", tuple(slopes)),), inputs.first)
