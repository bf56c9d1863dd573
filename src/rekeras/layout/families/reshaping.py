"""Layers that move numbers from axis to axis."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._spatial import is_channels_first
from rekeras.layout.axes import PLAIN, between, channels_last, shorter, spelled_out
from rekeras.layout.family import Family, Given, Moved

family = Family()


@family.on("Permute")
def permute(layer: Layer, given: Given) -> Moved | None:
    """What it gives stands as in the old model; one that only puts channels first has nothing left to do."""
    dims = (0, *layer.config["dims"])
    left = spelled_out(given.first, len(dims))
    without = shorter(between(dims, left))
    nothing = list(range(1, len(dims)))
    if len(dims) > 3 and without == channels_last(len(dims)):
        return Moved(layer.with_config({"dims": nothing}), given.axes, without)
    if not given.first:
        return None
    return Moved(layer.with_config({"dims": list(between(left, dims)[1:])}), given.axes, PLAIN)


@family.on("Flatten")
def flatten(layer: Layer, given: Given) -> Moved | None:
    """With channels first, it flattens as if they stood last."""
    rank = given.rank
    if not is_channels_first(layer) or rank is None or rank < 3:
        return None
    return Moved(layer.with_config({"data_format": "channels_last"}), (channels_last(rank),))
