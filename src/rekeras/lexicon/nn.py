"""Activations and windows of ``tf.nn``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._reasons import Untranslatable

family = Family()


def _activation(operation: str) -> Translate:
    def translate(b: Build, features: Any) -> Any:
        return b.op(operation, features)

    return translate


ACTIVATIONS = {
    "Relu": ("nn.relu", "Relu"),
    "Relu6": ("nn.relu6", "Relu6"),
    "Elu": ("nn.elu", "Elu"),
    "Selu": ("nn.selu", "Selu"),
    "Softplus": ("math.softplus nn.softplus", "Softplus"),
    "Softsign": ("nn.softsign", "Softsign"),
}
for _operation, (_names, _raw) in ACTIVATIONS.items():
    family.on(*_names.split(), raw=_raw)(_activation(_operation))


@family.on("nn.silu", "nn.swish")
def silu(b: Build, features: Any, beta: Any = 1.0) -> Any:
    """x times sigmoid(beta x)."""
    if beta == 1.0:
        return b.op("Silu", features)
    return b.op("Multiply", features, b.op("Sigmoid", b.op("Multiply", features, b.operand(beta, features))))


@family.on("nn.gelu")
def gelu(b: Build, features: Any, approximate: Any = False) -> Any:
    """x times the normal distribution."""
    return b.op("Gelu", features, approximate=bool(approximate))


@family.on("nn.leaky_relu", raw="LeakyRelu")
def leaky_relu(b: Build, features: Any, alpha: Any = 0.2) -> Any:
    """Below zero a smaller slope."""
    return b.op("LeakyRelu", features, negative_slope=b.known(alpha))


@family.on("nn.crelu", "compat.v1.nn.crelu", "nn.crelu_v2")
def crelu(b: Build, features: Any, axis: Any = -1) -> Any:
    """What is positive, and beside it what is negative."""
    both = [features, b.op("Negative", features)]
    return b.op("Relu", b.op("Concatenate", both, axis=b.axis(features, axis)))


@family.on("nn.bias_add")
def bias_add(b: Build, value: Any, bias: Any, data_format: Any = None) -> Any:
    """A number added for each channel."""
    bias = b.as_tensor(bias, value)
    if str(data_format).startswith("NC"):
        shape = [-1] + [1] * (b.rank(value) - 2)
        bias = b.op("Reshape", bias, newshape=shape)
    return b.op("Add", value, bias)


@family.on(raw="BiasAdd")
def raw_bias_add(b: Build, value: Any, bias: Any, data_format: Any = "NHWC") -> Any:
    """A number added for each channel."""
    return bias_add(b, value, bias, data_format)


@family.on("nn.dropout", "compat.v1.nn.dropout")
def dropout(
    b: Build, x: Any, rate: Any = None, noise_shape: Any = None, seed: Any = None, keep_prob: Any = None
) -> Any:
    """Drops numbers whether the model trains or not; nothing where the rate is zero."""
    if rate == 0 or keep_prob == 1:
        return x
    raise Untranslatable("it drops numbers at random, also when the model predicts")


@family.on("nn.batch_normalization")
def batch_normalization(
    b: Build, x: Any, mean: Any, variance: Any, offset: Any, scale: Any, variance_epsilon: Any
) -> Any:
    """(x - mean) / sqrt(variance + epsilon), scaled and moved."""
    variance = b.as_tensor(variance, x)
    factor = b.op("Rsqrt", b.op("Add", variance, b.operand(variance_epsilon)))
    factor = factor if scale is None else b.op("Multiply", factor, b.operand(scale, x))
    made = b.op("Multiply", b.op("Subtract", x, b.operand(mean, x)), factor)
    return made if offset is None else b.op("Add", made, b.operand(offset, x))


def _spatial(value: Any, rank: int, data_format: str) -> list[int]:
    """Sizes of the spatial axes, of one number, of a number for each, or of a number for every axis."""
    sizes = value if isinstance(value, list | tuple) else [value]
    if len(sizes) == rank + 2:
        if sizes[0] != 1 or sizes[1 if data_format == "channels_first" else -1] != 1:
            raise Untranslatable("its windows go over the batch or over channels")
        sizes = sizes[2:] if data_format == "channels_first" else sizes[1:-1]
    return [int(size) for size in (sizes if len(sizes) == rank else [sizes[0]] * rank)]


def _one_for_all(sizes: list[int]) -> int | list[int]:
    """One number where all are the same; with TensorFlow some operations take no lists."""
    return sizes[0] if len(set(sizes)) == 1 else sizes


def _format(data_format: Any) -> str:
    return "channels_first" if str(data_format).startswith("NC") else "channels_last"


def _padding(padding: Any) -> str:
    if padding not in ("SAME", "VALID"):
        raise Untranslatable(f"its padding is {padding}")
    return str(padding).lower()


@dataclass(frozen=True)
class Windows:
    """Windows over the spatial axes."""

    sizes: list[int]
    strides: list[int]
    layout: str

    def pool(self, b: Build, operation: str, value: Any, padding: str) -> Any:
        """One number of each window."""
        kind = {"MaxPool": "MaxPooling", "AveragePool": "AveragePooling"}[operation]
        windows = {"pool_size": self.sizes, "strides": self.strides}
        layer = f"{kind}{len(self.sizes)}D"  # the operation takes no lists on some backends, and configs have no tuples
        return b.layer(layer, value, **windows, padding=padding, data_format=self.layout)


def _padded_average(b: Build, value: Any, windows: Windows) -> Any:
    """The mean of what each window covers of the input; zeros are put around first, as PyTorch counts its padding."""
    shape = b.shape(value)
    sizes = shape[2:] if windows.layout == "channels_first" else shape[1:-1]
    widths, parts = [], []
    for size, window, stride in zip(sizes, windows.sizes, windows.strides, strict=True):
        if size is None:
            raise Untranslatable("it averages with padding over an axis of unknown length")
        count = -(-size // stride)
        total = max(0, (count - 1) * stride + window - size)
        widths.append([total // 2, total - total // 2])
        starts = np.arange(count) * stride - total // 2
        parts.append((np.minimum(starts + window, size) - np.maximum(starts, 0)) / window)
    if not any(map(any, widths)):
        return windows.pool(b, "AveragePool", value, "valid")
    share = reduce(np.multiply.outer, parts).astype("float32")
    first = windows.layout == "channels_first"
    around = [[0, 0], [0, 0], *widths] if first else [[0, 0], *widths, [0, 0]]
    made = windows.pool(b, "AveragePool", b.op("Pad", value, pad_width=around, mode="constant"), "valid")
    spread = share[None, None] if first else share[None, ..., None]
    return b.op("Divide", made, b.operand(spread, value))


def _pooling(operation: str, rank: int) -> Translate:
    def translate(
        b: Build,
        input: Any,
        ksize: Any,
        strides: Any,
        padding: Any,
        data_format: Any = None,
        explicit_paddings: Any = None,
    ) -> Any:
        layout = _format(data_format)
        axes = rank or b.rank(input) - 2
        windows = Windows(_spatial(ksize, axes, layout), _spatial(strides, axes, layout), layout)
        if operation == "AveragePool" and _padding(padding) == "same":
            return _padded_average(b, input, windows)
        return windows.pool(b, operation, input, _padding(padding))

    return translate


for _operation, _kind in (("MaxPool", "max"), ("AveragePool", "avg")):
    family.on(f"nn.{_kind}_pool", f"compat.v1.nn.{_kind}_pool", f"nn.{_kind}_pool_v2")(_pooling(_operation, 0))
    for _rank in (1, 2, 3):
        family.on(f"nn.{_kind}_pool{_rank}d")(_pooling(_operation, _rank))
family.on(raw="MaxPool MaxPool3D")(_pooling("MaxPool", 0))


def _raw_average(b: Build, value: Any, ksize: Any, strides: Any, padding: Any, data_format: Any = None) -> Any:
    return _pooling("AveragePool", 0)(b, value, ksize, strides, padding, data_format)


family.on(raw="AvgPool AvgPool3D")(_raw_average)


def _convolution(rank: int) -> Translate:
    def translate(
        b: Build,
        input: Any,
        filters: Any,
        strides: Any = None,
        padding: Any = None,
        data_format: Any = None,
        dilations: Any = None,
        use_cudnn_on_gpu: Any = True,
        explicit_paddings: Any = None,
    ) -> Any:
        layout = _format(data_format)
        axes = rank or b.rank(input) - 2
        return b.op(
            "Conv",
            input,
            b.operand(filters, input),
            strides=_one_for_all(_spatial(strides or 1, axes, layout)),
            padding=_padding(padding),
            data_format=layout,
            dilation_rate=_one_for_all(_spatial(dilations or 1, axes, layout)),
        )

    return translate


family.on("nn.convolution")(_convolution(0))
for _rank in (1, 2, 3):
    _raw = {2: "Conv2D", 3: "Conv3D"}.get(_rank, "")
    family.on(f"nn.conv{_rank}d", f"nn.conv{_rank}d_v2", f"compat.v1.nn.conv{_rank}d", raw=_raw)(_convolution(_rank))


@family.on("nn.depthwise_conv2d", "nn.depthwise_conv2d_v2", "compat.v1.nn.depthwise_conv2d")
def depthwise_conv2d(
    b: Build,
    input: Any,
    filters: Any,
    strides: Any,
    padding: Any,
    data_format: Any = None,
    dilations: Any = None,
    explicit_paddings: Any = None,
) -> Any:
    """Each channel with kernels of its own."""
    layout = _format(data_format)
    return b.op(
        "DepthwiseConv",
        input,
        b.operand(filters, input),
        strides=_one_for_all(_spatial(strides, 2, layout)),
        padding=_padding(padding),
        data_format=layout,
        dilation_rate=_one_for_all(_spatial(dilations or 1, 2, layout)),
    )


family.on(raw="DepthwiseConv2dNative")(depthwise_conv2d)


@family.on("nn.depth_to_space", "nn.depth_to_space_v2", "compat.v1.depth_to_space", raw="DepthToSpace")
def depth_to_space(b: Build, input: Any, block_size: int, data_format: Any = "NHWC") -> Any:
    """Channels become blocks of pixels."""
    _batch, height, width, channels = _image(b, input, data_format)
    n, rest = block_size, channels // block_size**2
    x = b.op("Reshape", input, newshape=[-1, height, width, n, n, rest])
    x = b.op("Transpose", x, axes=[0, 1, 3, 2, 4, 5])
    return b.op("Reshape", x, newshape=[-1, height * n, width * n, rest])


@family.on("nn.space_to_depth", "nn.space_to_depth_v2", "compat.v1.space_to_depth", raw="SpaceToDepth")
def space_to_depth(b: Build, input: Any, block_size: int, data_format: Any = "NHWC") -> Any:
    """Blocks of pixels become channels."""
    _batch, height, width, channels = _image(b, input, data_format)
    n = block_size
    x = b.op("Reshape", input, newshape=[-1, height // n, n, width // n, n, channels])
    x = b.op("Transpose", x, axes=[0, 1, 3, 2, 4, 5])
    return b.op("Reshape", x, newshape=[-1, height // n, width // n, channels * n * n])


def _image(b: Build, value: TensorRef, data_format: Any) -> tuple[int, int, int, int]:
    sizes = b.shape(value)
    if len(sizes) != 4 or None in sizes[1:] or _format(data_format) != "channels_last":
        raise Untranslatable("the images are of unknown size, or have channels in front")
    return -1, sizes[1] or 0, sizes[2] or 0, sizes[3] or 0


@family.on("nn.local_response_normalization", "nn.lrn", raw="LRN")
def local_response_normalization(
    b: Build, input: Any, depth_radius: int = 5, bias: float = 1.0, alpha: float = 1.0, beta: float = 0.5
) -> Any:
    """Divided by a power of the squares of the channels near by."""
    channels = b.shape(input)[-1]
    if channels is None:
        raise Untranslatable("how many channels there are is not known")
    near = [[float(abs(row - column) <= depth_radius) for column in range(channels)] for row in range(channels)]
    squares = b.op("Matmul", b.op("Square", input), b.operand(near, input))
    return b.op("Divide", input, b.op("Power", b.op("Add", b.op("Multiply", squares, alpha), bias), beta))


family.refuse(
    "it is a loss",
    *(f"nn.{name}" for name in ("softmax_cross_entropy_with_logits", "sigmoid_cross_entropy_with_logits", "ctc_loss")),
    *(f"nn.{name}" for name in ("sparse_softmax_cross_entropy_with_logits", "weighted_cross_entropy_with_logits")),
    *(f"nn.{name}" for name in ("log_poisson_loss", "nce_loss", "sampled_softmax_loss", "ctc_unique_labels")),
)
family.refuse(
    "it draws at random",
    "nn.all_candidate_sampler",
    "nn.fractional_max_pool",
    "nn.fractional_avg_pool",
    "nn.experimental.stateless_dropout",
)
family.refuse(
    "Keras 3 has no such operation",
    *(f"nn.{name}" for name in ("dilation2d", "erosion2d", "weighted_moments", "max_pool_with_argmax")),
    *(f"nn.{name}" for name in ("with_space_to_batch", "space_to_batch", "batch_to_space", "ctc_beam_search_decoder")),
    *(f"nn.{name}" for name in ("conv1d_transpose", "conv2d_transpose", "conv3d_transpose", "conv_transpose")),
    *(f"nn.{name}" for name in ("separable_conv2d", "atrous_conv2d", "atrous_conv2d_transpose", "pool")),
    *("space_to_batch_nd", "batch_to_space", "space_to_batch"),
    *(f"nn.{name}" for name in ("safe_embedding_lookup_sparse", "embedding_lookup_sparse", "collapse_repeated")),
)
family.refuse(
    "it helps to make other functions or to train",
    *(f"nn.{name}" for name in ("batch_norm_with_global_normalization", "normalize_moments", "sufficient_statistics")),
    *(f"nn.{name}" for name in ("compute_accidental_hits", "compute_average_loss", "scale_regularization_loss")),
    *(f"nn.{name}" for name in ("depthwise_conv2d_backprop_filter", "depthwise_conv2d_backprop_input")),
    *(f"nn.{name}" for name in ("fixed_unigram_candidate_sampler", "learned_unigram_candidate_sampler")),
)
