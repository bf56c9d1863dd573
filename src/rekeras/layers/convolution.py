"""Convolutions: plain, transposed, depthwise and separable, in one to three dimensions."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, ShapeError, Spec, Variable
from rekeras.layers._dtype import float_dtype
from rekeras.layers._spatial import Size, per_axis, put_together, rank_of, take_apart, window_length

family = Family()


@family.on("Conv1D", "Conv2D", "Conv3D")
def convolution(layer: Layer, inputs: Inputs) -> Description:
    """Kernel ``(*kernel_size, channels / groups, filters)``."""
    rank, filters, groups = rank_of(layer), layer.config["filters"], layer.config.get("groups") or 1
    channels = take_apart(layer, inputs.first.shape, rank)[2]
    if filters % groups or (channels is not None and channels % groups):
        raise ShapeError(f"has {groups} groups, which do not divide {channels} channels and {filters} filters")
    per_group = None if channels is None else channels // groups
    kernel = Variable("kernel", (*per_axis(layer.config["kernel_size"], rank), per_group, filters))
    return Description(_with_bias(layer, filters, kernel), _slid_over(layer, inputs, filters))


@family.on("DepthwiseConv1D", "DepthwiseConv2D")
def depthwise(layer: Layer, inputs: Inputs) -> Description:
    """Each channel by itself: kernel ``(*kernel_size, channels, depth_multiplier)``, which Keras 3 calls ``kernel``."""
    rank, multiplier = rank_of(layer), layer.config.get("depth_multiplier", 1)
    channels = take_apart(layer, inputs.first.shape, rank)[2]
    outputs = None if channels is None else channels * multiplier
    sizes = per_axis(layer.config["kernel_size"], rank)
    kernel = Variable("depthwise_kernel", (*sizes, channels, multiplier))
    return Description(_with_bias(layer, outputs, kernel), _slid_over(layer, inputs, outputs))


@family.on("SeparableConv1D", "SeparableConv2D")
def separable(layer: Layer, inputs: Inputs) -> Description:
    """Each channel by itself, then all channels of a point."""
    rank, filters, multiplier = rank_of(layer), layer.config["filters"], layer.config.get("depth_multiplier", 1)
    channels = take_apart(layer, inputs.first.shape, rank)[2]
    between = None if channels is None else channels * multiplier
    sizes = per_axis(layer.config["kernel_size"], rank)
    kernels = (
        Variable("depthwise_kernel", (*sizes, channels, multiplier)),
        Variable("pointwise_kernel", (*(1,) * rank, between, filters)),
    )
    return Description(_with_bias(layer, filters, *kernels), _slid_over(layer, inputs, filters))


@family.on("Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose")
def transposed(layer: Layer, inputs: Inputs) -> Description:
    """Kernel ``(*kernel_size, filters, channels)``."""
    config, rank, filters = layer.config, rank_of(layer), layer.config["filters"]
    batch, spatial, channels = take_apart(layer, inputs.first.shape, rank)
    sizes = per_axis(config["kernel_size"], rank)
    strides = per_axis(config.get("strides", 1), rank)
    dilations = per_axis(config.get("dilation_rate", 1), rank)
    extra = config.get("output_padding")
    extras = (None,) * rank if extra is None else per_axis(extra, rank)
    lengths = [
        transposed_length(size, dilation * (window - 1) + 1, stride, config.get("padding", "valid"), more)
        for size, window, stride, dilation, more in zip(spatial, sizes, strides, dilations, extras, strict=True)
    ]
    kernel = Variable("kernel", (*sizes, filters, channels))
    output = Spec(put_together(layer, batch, lengths, filters), float_dtype(layer, inputs.first))
    return Description(_with_bias(layer, filters, kernel), output)


def transposed_length(size: Size, reach: int, stride: int, padding: str, extra: int | None) -> Size:
    """Length of an axis after a transposed convolution whose window reaches over ``reach`` outputs.

    ``extra`` is ``output_padding``; without it, the longest that a convolution brings back to ``size``.
    """
    if extra is not None and extra >= stride:
        raise ShapeError(f"has an output_padding of {extra}, which must be less than its stride of {stride}")
    if size is None:
        return None
    if extra is None:
        return size * stride + (max(reach - stride, 0) if padding == "valid" else 0)
    return (size - 1) * stride + reach + extra - (2 * (reach // 2) if padding == "same" else 0)


def _slid_over(layer: Layer, inputs: Inputs, channels: Size) -> Spec:
    config, rank = layer.config, rank_of(layer)
    batch, spatial, _channels = take_apart(layer, inputs.first.shape, rank)
    windows = zip(
        spatial,
        per_axis(config["kernel_size"], rank),
        per_axis(config.get("strides", 1), rank),
        per_axis(config.get("dilation_rate", 1), rank),
        strict=True,
    )
    lengths = [window_length(*window, config.get("padding", "valid")) for window in windows]
    return Spec(put_together(layer, batch, lengths, channels), float_dtype(layer, inputs.first))


def _with_bias(layer: Layer, channels: Size, *kernels: Variable) -> tuple[Variable, ...]:
    return (*kernels, Variable("bias", (channels,))) if layer.config.get("use_bias", True) else kernels
