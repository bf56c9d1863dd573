"""LSTMs whose steps are images."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.keras3.elementwise import is_by_element
from rekeras.layers._spatial import is_channels_first, rank_of
from rekeras.layout.axes import PLAIN, channels_last
from rekeras.layout.family import CannotMoveError, Family, Given, Moved

family = Family()


@family.on("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D")
def take_channels_last(layer: Layer, given: Given) -> Moved | None:
    """Sequences ``(batch, time, channels, ...)``; states are single images, masks stay."""
    if not is_channels_first(layer):
        return None
    for key in ("activation", "recurrent_activation"):
        if not is_by_element(layer.config.get(key)):
            raise CannotMoveError(f"its {key} {layer.config[key]} does not go element by element")
    rank = rank_of(layer) + 2
    image = channels_last(rank)
    output = channels_last(rank + 1, in_time=True) if layer.config.get("return_sequences") else image
    others = tuple(image if spec.rank == rank else PLAIN for spec in given.specs[1:])
    moved = layer.with_config({"data_format": "channels_last"})
    return Moved(moved, (channels_last(rank + 1, in_time=True), *others), output, (image, image))
