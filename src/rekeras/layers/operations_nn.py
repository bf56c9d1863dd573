"""Operations of ``keras.ops.nn`` and ``keras.ops.image`` with windows."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Spec
from rekeras.layers._operands import first, operand
from rekeras.layers._spatial import per_axis, put_together, take_apart, window_length

family = Family(operations=True)


@family.on("MaxPool", "AveragePool")
def pooling(layer: Layer, inputs: Inputs) -> Description:
    """One number of each window."""
    given = first(inputs)
    if given.shape is None:
        return Description(outputs=given)
    rank = len(given.shape) - 2
    batch, sizes, channels = take_apart(layer, given.shape, rank)
    windows = per_axis(layer.config["pool_size"], rank)
    strides = per_axis(layer.config.get("strides") or windows, rank)
    padding = layer.config.get("padding", "valid")
    made = [window_length(*both, 1, padding) for both in zip(sizes, windows, strides, strict=True)]
    return Description(outputs=Spec(put_together(layer, batch, made, channels), given.dtype))


@family.on("Conv", "DepthwiseConv")
def convolution(layer: Layer, inputs: Inputs) -> Description:
    """Windows times a kernel ``(*window, channels, filters)``."""
    given, kernel = first(inputs), operand(inputs.args[1])
    if given.shape is None or kernel is None or kernel.shape is None:
        return Description(outputs=Spec(None, given.dtype))
    rank = len(given.shape) - 2
    batch, sizes, channels = take_apart(layer, given.shape, rank)
    strides = per_axis(layer.config.get("strides", 1), rank)
    dilations = per_axis(layer.config.get("dilation_rate", 1), rank)
    padding = layer.config.get("padding", "valid")
    windows = [size or 1 for size in kernel.shape[:rank]]
    made = [window_length(*each, padding) for each in zip(sizes, windows, strides, dilations, strict=True)]
    filters = kernel.shape[-1]
    if layer.class_name == "DepthwiseConv":
        filters = None if channels is None or filters is None else channels * filters
    return Description(outputs=Spec(put_together(layer, batch, made, filters), given.dtype))


@family.on("Resize")
def resize(layer: Layer, inputs: Inputs) -> Description:
    """Another height and width."""
    given = first(inputs)
    if given.shape is None:
        return Description(outputs=given)
    height, width = layer.config["size"]
    return Description(outputs=replace(given, shape=(*given.shape[:-3], height, width, given.shape[-1])))
