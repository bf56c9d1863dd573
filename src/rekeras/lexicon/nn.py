"""Activations of ``tf.nn``, and what else works channel by channel."""

from __future__ import annotations

from typing import Any

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
