"""Layers that Keras 3 no longer has, so that the tensors of old files can be paired before rules replace them."""

from __future__ import annotations

from math import prod

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Shape, Spec, Variable
from rekeras.layers._dtype import float_dtype
from rekeras.layers._sequence import sequence_of, walked
from rekeras.layers._spatial import (
    Size,
    is_channels_first,
    per_axis,
    put_together,
    rank_of,
    take_apart,
    window_length,
)

family = Family()

CUDNN_GATES = {"CuDNNGRU": 3, "CuDNNLSTM": 4}


@family.on("CuDNNGRU", "CuDNNLSTM")
def cudnn(layer: Layer, inputs: Inputs) -> Description:
    """As GRU and LSTM, with two biases for each gate in one vector."""
    units = layer.config["units"]
    width = units * CUDNN_GATES[layer.class_name]
    sequence = sequence_of(layer, inputs, rank=3)
    batch, features = (sequence.shape[0], sequence.shape[-1]) if sequence.shape else (None, None)
    variables = (
        Variable("kernel", (features, width)),
        Variable("recurrent_kernel", (units, width)),
        Variable("bias", (2 * width,)),
    )
    state = Spec((batch, units), float_dtype(layer, sequence))
    return walked(layer, sequence, state, [state] * (2 if layer.class_name == "CuDNNLSTM" else 1), variables)


@family.on("ThresholdedReLU")
def thresholded_relu(_layer: Layer, inputs: Inputs) -> Description:
    """Element by element."""
    return Description(outputs=inputs.first)


@family.on("LocallyConnected1D", "LocallyConnected2D")
def locally_connected(layer: Layer, inputs: Inputs) -> Description:
    """A convolution with other weights at each place; ``implementation`` decides how the kernel is laid out."""
    config, rank, filters = layer.config, rank_of(layer), layer.config["filters"]
    batch, spatial, channels = take_apart(layer, inputs.first.shape, rank)
    sizes = per_axis(config["kernel_size"], rank)
    strides = per_axis(config.get("strides", 1), rank)
    lengths = [
        window_length(size, window, stride, 1, config.get("padding", "valid"))
        for size, window, stride in zip(spatial, sizes, strides, strict=True)
    ]
    variables = [Variable("kernel", _local_kernel(layer, spatial, lengths, channels, sizes))]
    if config.get("use_bias", True):
        variables.append(Variable("bias", (*lengths, filters)))
    output = put_together(layer, batch, lengths, filters)
    return Description(tuple(variables), Spec(output, float_dtype(layer, inputs.first)))


def _local_kernel(
    layer: Layer, given: tuple[Size, ...], lengths: list[Size], channels: Size, sizes: tuple[int, ...]
) -> Shape:
    """The three layouts: by place and window, dense from each place to each place, and a list of what is not zero."""
    filters = layer.config["filters"]
    if None in lengths or None in given or channels is None:
        return None
    places, inputs = tuple(length or 0 for length in lengths), tuple(size or 0 for size in given)
    if layer.config.get("implementation", 1) == 1:
        return (prod(places), prod(sizes) * channels, filters)
    if layer.config["implementation"] == 2:
        if is_channels_first(layer):
            return (channels, *inputs, filters, *places)
        return (*inputs, channels, *places, filters)
    strides = per_axis(layer.config.get("strides", 1), len(sizes))
    valid = layer.config.get("padding", "valid") == "valid"
    connected = map(_connected, inputs, places, sizes, strides, [valid] * len(sizes))
    return (prod(connected) * channels * filters,)


def _connected(given: int, places: int, window: int, stride: int, valid: bool) -> int:
    """How many pairs of a place and an input in its window there are along one axis."""
    left = window // 2
    centers = (place * stride + (left if valid else 0) for place in range(places))
    return sum(min(given, center + window - left) - max(0, center - left) for center in centers)


@family.on("TensorFlowOpLayer", "TFOpLambda", "SlicingOpLambda", "InstanceMethod", "InstanceProperty", "ClassMethod")
def operation(_layer: Layer, _inputs: Inputs) -> Description:
    """One TensorFlow operation; it holds no variable of its own, and nothing else is known of it."""
    return Description()
