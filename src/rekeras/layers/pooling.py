"""Pooling over windows, over everything, and to a given size."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Spec
from rekeras.layers._spatial import per_axis, put_together, rank_of, take_apart, window_length

family = Family()


@family.on("MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D")
def pooling(layer: Layer, inputs: Inputs) -> Description:
    """Windows of ``pool_size``, next to each other unless ``strides`` says otherwise."""
    config, rank = layer.config, rank_of(layer)
    batch, spatial, channels = take_apart(layer, inputs.first.shape, rank)
    windows = per_axis(config.get("pool_size", 2), rank)
    strides = windows if config.get("strides") is None else per_axis(config["strides"], rank)
    lengths = [
        window_length(size, window, stride, 1, config.get("padding", "valid"))
        for size, window, stride in zip(spatial, windows, strides, strict=True)
    ]
    return Description(outputs=Spec(put_together(layer, batch, lengths, channels), inputs.first.dtype))


@family.on(
    "GlobalMaxPooling1D",
    "GlobalMaxPooling2D",
    "GlobalMaxPooling3D",
    "GlobalAveragePooling1D",
    "GlobalAveragePooling2D",
    "GlobalAveragePooling3D",
)
def global_pooling(layer: Layer, inputs: Inputs) -> Description:
    """One number for each channel."""
    rank = rank_of(layer)
    batch, _spatial, channels = take_apart(layer, inputs.first.shape, rank)
    shape = put_together(layer, batch, (1,) * rank, channels) if layer.config.get("keepdims") else (batch, channels)
    return Description(outputs=Spec(shape, inputs.first.dtype))


@family.on(
    "AdaptiveMaxPooling1D",
    "AdaptiveMaxPooling2D",
    "AdaptiveMaxPooling3D",
    "AdaptiveAveragePooling1D",
    "AdaptiveAveragePooling2D",
    "AdaptiveAveragePooling3D",
)
def adaptive_pooling(layer: Layer, inputs: Inputs) -> Description:
    """As many windows as ``output_size`` says."""
    rank = rank_of(layer)
    batch, _spatial, channels = take_apart(layer, inputs.first.shape, rank)
    sizes = per_axis(layer.config["output_size"], rank)
    return Description(outputs=Spec(put_together(layer, batch, sizes, channels), inputs.first.dtype))
