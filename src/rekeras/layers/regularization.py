"""Layers that act in training only; in inference they give what they get."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs

family = Family()


@family.on(
    "Dropout",
    "SpatialDropout1D",
    "SpatialDropout2D",
    "SpatialDropout3D",
    "GaussianDropout",
    "GaussianNoise",
    "AlphaDropout",
    "ActivityRegularization",
)
def unchanged(_layer: Layer, inputs: Inputs) -> Description:
    """Gives its input."""
    return Description(outputs=inputs.first)
