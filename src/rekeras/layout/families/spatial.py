"""Layers with a `data_format`: convolutions, pooling, and what resizes and crops images."""

from __future__ import annotations

import re

from rekeras.archive import Layer
from rekeras.keras3.elementwise import is_by_element
from rekeras.layers._spatial import is_channels_first
from rekeras.layout.axes import PLAIN, channels_last
from rekeras.layout.family import CannotMoveError, Family, Given, Moved

family = Family()

IMAGES = ("Resizing", "CenterCrop", "RandomBrightness", "RandomContrast", "RandomCrop", "RandomFlip", "RandomRotation")


@family.on(
    *("Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"),
    *("DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D"),
    *("MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D"),
    *("UpSampling2D", "UpSampling3D", "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D"),
    *("Cropping2D", "Cropping3D", "SpatialDropout2D", "SpatialDropout3D"),
    *(*IMAGES, "RandomTranslation", "RandomZoom"),
)
def take_channels_last(layer: Layer, given: Given) -> Moved | None:
    """Kernels are the same for both formats."""
    if not is_channels_first(layer):
        return None
    found = re.search(r"([123])D", layer.class_name)
    rank = int(found.group(1)) + 2 if found else given.rank
    if rank not in (3, 4, 5) or not given.axes:
        raise CannotMoveError("the number of dimensions of its input is not known")
    order = channels_last(rank)
    wanted = (order, *given.all_plain[1:])
    moved = layer.with_config({"data_format": "channels_last"})
    if not is_by_element(layer.config.get("activation")):
        raise CannotMoveError(f"its activation {layer.config['activation']} does not go element by element")
    return Moved(moved, wanted, order)


@family.on(
    *("GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalAveragePooling3D"),
    *("GlobalMaxPooling1D", "GlobalMaxPooling2D", "GlobalMaxPooling3D"),
)
def take_channels_last_and_pool_all(layer: Layer, given: Given) -> Moved | None:
    """Gives a number for each channel: ``(batch, channels)``."""
    if not is_channels_first(layer):
        return None
    order = channels_last(int(layer.class_name[-2]) + 2)
    output = order if layer.config.get("keepdims") else PLAIN
    return Moved(layer.with_config({"data_format": "channels_last"}), (order, *given.all_plain[1:]), output)
