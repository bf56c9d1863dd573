"""Calls of TensorFlow's functions, for which `record.py` notes what TensorFlow gives.

Arguments that are ``T(...)`` are tensors whose first size, the batch, the lexicon does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class T:
    """A tensor with numbers of a kind: ``normal``, ``positive``, ``small`` (within -0.9 to 0.9), ``count``, …"""

    shape: tuple[int, ...] = (3, 4, 5)
    kind: str = "normal"
    dtype: str = "float32"


@dataclass(frozen=True)
class Case:
    """One call."""

    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)


X, ROW, COLUMN = T(), T((5,)), T((3, 4, 1), "positive")
POSITIVE, SMALL, TRUTH = T(kind="positive"), T(kind="small"), T(kind="truth", dtype="bool")
COUNT, FLAT, SQUARE = T(kind="count", dtype="int32"), T((3, 4)), T((3, 4, 4))
IMAGE = T((2, 6, 4, 3))


def call(function: str, *args: Any, **kwargs: Any) -> Case:
    """A case."""
    return Case(function, args, kwargs)


def cases() -> tuple[Case, ...]:
    """All of them."""
    return (*_arithmetic(), *_comparison(), *_reduction(), *_shape(), *_slices(), *_linalg(), *_nn(), *_image(), *_k())


def _arithmetic() -> Iterator[Case]:
    for name in ("negative", "abs", "sign", "square", "exp", "expm1", "floor", "ceil", "round", "rint", "sin", "cos"):
        yield call(f"math.{name}", X)
    for name in ("tan", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "erfc", "sigmoid", "log_sigmoid", "real"):
        yield call(f"math.{name}", X)
    for name in ("sqrt", "rsqrt", "reciprocal", "log", "log1p"):
        yield call(f"math.{name}", POSITIVE)
    for name in ("asin", "acos", "atanh", "erfinv"):
        yield call(f"math.{name}", SMALL)
    yield call("math.acosh", T(kind="above one"))
    yield call("math.ndtri", T(kind="share"))
    yield call("math.erfcinv", T(kind="share"))
    for name in ("abs", "negative", "square", "sign"):
        yield call(f"math.{name}", COUNT)
    for name in ("add", "subtract", "multiply", "truediv", "divide", "maximum", "minimum", "squared_difference"):
        yield call(f"math.{name}", X, POSITIVE)
        yield call(f"math.{name}", X, COLUMN)
        yield call(f"math.{name}", 0.7, POSITIVE)
        yield call(f"math.{name}", [0.5, -1.0, 2.0, 0.25, 3.0], POSITIVE)
        yield call(f"math.{name}", X, [0.5, -1.0, 2.0, 0.25, 3.0])
    for name in ("add", "subtract", "multiply", "floordiv", "floormod", "maximum", "minimum"):
        yield call(f"math.{name}", COUNT, 3)
        yield call(f"math.{name}", COUNT, T((3, 4, 5), "count from one", "int32"))
    for name in ("floordiv", "floormod", "divide_no_nan", "multiply_no_nan", "atan2", "pow"):
        yield call(f"math.{name}", POSITIVE, X)
    for name in ("xlogy", "xlog1py", "xdivy"):
        yield call(f"math.{name}", T(kind="some zeros"), POSITIVE)
    yield call("math.reciprocal_no_nan", T(kind="some zeros"))
    yield call("math.divide_no_nan", X, T(kind="some zeros"))
    yield call("clip_by_value", X, -0.5, clip_value_max=0.25)
    yield call("clip_by_norm", X, 1.5, axes=[1])
    yield call("math.add_n", [X, POSITIVE, X])
    yield call("math.polyval", [1.5, -0.5, 0.25], X)
    yield call("math.pow", POSITIVE, 1.5)
    yield call("math.scalar_mul", 1.5, X)
    yield call("math.truediv", X, 255.0)


def _comparison() -> Iterator[Case]:
    for name in ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal"):
        yield call(f"math.{name}", X, COLUMN)
        yield call(f"math.{name}", COUNT, 2)
    for name in ("logical_and", "logical_or", "logical_xor"):
        yield call(f"math.{name}", TRUTH, T((5,), "truth", "bool"))
    yield call("math.logical_not", TRUTH)
    for name in ("is_finite", "is_inf", "is_nan"):
        yield call(f"math.{name}", X)
    yield call("where", TRUTH, X, 0.5)
    yield call("where", TRUTH, X, COLUMN)
    for dtype in ("int32", "float16", "bool", "int8"):
        yield call("cast", X, dtype)
    yield call("cast", COUNT, "float32")
    yield call("cast", TRUTH, dtype="int32")
    yield call("saturate_cast", T(kind="large"), "uint8")
    for name in ("zeros_like", "ones_like"):
        yield call(name, X)
        yield call(name, COUNT, dtype="float32")
    yield call("identity", X)
    yield call("stop_gradient", X)
    for name in ("bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift"):
        yield call(f"bitwise.{name}", COUNT, 5 if name.startswith("bitwise") else 1)
    yield call("sequence_mask", T((3,), "count", "int32"), 4, dtype="float32")
    yield call("identity_n", [X, COUNT])


def _reduction() -> Iterator[Case]:
    for name in ("sum", "max", "min", "prod", "mean", "variance", "std", "logsumexp", "euclidean_norm"):
        yield call(f"math.reduce_{name}", X)
        yield call(f"math.reduce_{name}", X, axis=-1)
        yield call(f"math.reduce_{name}", X, axis=[1, -1], keepdims=True)
        yield call(f"math.reduce_{name}", X, (0, 2))
    for name in ("sum", "max", "min", "prod"):
        yield call(f"math.reduce_{name}", COUNT, axis=1)
    for name in ("any", "all"):
        yield call(f"math.reduce_{name}", TRUTH, axis=-2, keepdims=True)
        yield call(f"math.reduce_{name}", TRUTH)
    for order in ("euclidean", 1, 2, 3):
        yield call("linalg.norm", X, ord=order, axis=-1)
    yield call("norm", X, axis=[1, 2], keepdims=True)
    yield call("math.l2_normalize", X, axis=-1)
    yield call("nn.l2_normalize", X, axis=[1, 2], epsilon=0.5)
    yield call("linalg.normalize", X, axis=1)
    yield call("nn.l2_loss", X)
    yield call("nn.moments", X, axes=[1])
    yield call("nn.moments", X, axes=[1, 2], keepdims=True)
    for name in ("argmax", "argmin"):
        yield call(f"math.{name}", X, axis=-1)
        yield call(f"math.{name}", X, 1, output_type="int32")
        yield call(f"math.{name}", FLAT)
    yield call("math.count_nonzero", COUNT, axis=1)
    yield call("math.count_nonzero", TRUTH, axis=-1, keepdims=True, dtype="int32")
    for name in ("cumsum", "cumprod"):
        yield call(f"math.{name}", X, axis=-1)
        yield call(f"math.{name}", X, axis=1, exclusive=True)
        yield call(f"math.{name}", X, axis=2, exclusive=True, reverse=True)
        yield call(f"math.{name}", X, axis=1, reverse=True)
    yield call("math.top_k", X, k=2)
    yield call("sort", X, axis=1)
    yield call("sort", X, direction="DESCENDING")
    yield call("argsort", X, axis=-1)
    yield call("argsort", X, axis=1, direction="DESCENDING")
    yield call("nn.softmax", X)
    yield call("nn.softmax", X, axis=1)
    yield call("nn.log_softmax", X, axis=-2)
    yield call("math.zero_fraction", T(kind="some zeros"))
    for name in ("sum", "max"):
        yield call(f"math.unsorted_segment_{name}", T((6, 4)), T((6,), "index", "int32"), 4)


def _shape() -> Iterator[Case]:
    for shape in ([-1, 20], [-1, 5, 2, 2], [-1], [-1, 4, 5, 1]):
        yield call("reshape", X, shape)
    yield call("transpose", X)
    yield call("transpose", X, perm=[0, 2, 1])
    yield call("linalg.matrix_transpose", X)
    for axis in (0, 1, -1, -2):
        yield call("expand_dims", X, axis=axis)
    yield call("squeeze", COLUMN, axis=-1)
    yield call("squeeze", T((3, 1, 5, 1)), axis=[1, 3])
    yield call("squeeze", T((3, 1, 5)))
    yield call("concat", [X, COLUMN], axis=-1)
    yield call("concat", [X, X, X], 1)
    for axis in (0, 1, -1):
        yield call("stack", [X, POSITIVE], axis=axis)
    yield call("unstack", X, axis=1)
    yield call("unstack", X, num=5, axis=-1)
    yield call("split", X, 2, axis=1)
    yield call("split", X, [1, 3, 1], axis=-1)
    yield call("split", X, num_or_size_splits=[2, -1], axis=1)
    yield call("tile", X, [1, 2, 3])
    yield call("repeat", X, 2, axis=1)
    yield call("repeat", X, [1, 0, 2, 1], axis=1)
    yield call("pad", X, [[0, 0], [1, 2], [0, 3]])
    yield call("pad", X, [[0, 0], [1, 2], [2, 0]], mode="REFLECT")
    yield call("pad", X, [[0, 0], [1, 2], [2, 0]], mode="SYMMETRIC")
    yield call("pad", X, [[0, 0], [1, 0], [0, 1]], constant_values=1.5)
    yield call("reverse", X, axis=[1])
    yield call("reverse", X, [-1, 1])
    yield call("roll", X, shift=2, axis=-1)
    yield call("roll", X, [1, -2], [1, 2])
    yield call("one_hot", COUNT, 6)
    yield call("one_hot", T((3, 4), "count", "int32"), depth=5, on_value=2.0, off_value=-1.0, axis=1)
    yield call("broadcast_to", ROW, [4, 5])
    yield call("eye", 3)
    yield call("rank", X)


def _slices() -> Iterator[Case]:
    yield call("slice", X, [0, 1, 2], [-1, 2, 2])
    yield call("strided_slice", X, [0, 1, 0], [3, 4, 5], [1, 2, 2])
    yield call("strided_slice", X, [0, 3], [3, 0], [1, -1], begin_mask=1, end_mask=1)
    yield call("gather", X, [2, 0, 2], axis=1)
    yield call("gather", X, 3, axis=-1)
    yield call("gather", X, T((3, 2), "index", "int32"), batch_dims=1)
    yield call("gather", X, T((3, 2), "index", "int32"), axis=1)
    yield call("image.crop_to_bounding_box", IMAGE, 1, 0, 3, 2)
    yield call("image.central_crop", IMAGE, 0.5)


def _linalg() -> Iterator[Case]:
    yield call("linalg.matmul", X, T((3, 5, 2)))
    yield call("linalg.matmul", X, T((3, 2, 5)), transpose_b=True)
    yield call("linalg.matmul", X, T((3, 4, 2)), transpose_a=True)
    yield call("linalg.matvec", X, T((3, 5)))
    yield call("tensordot", X, T((5, 2)), axes=1)
    yield call("tensordot", X, T((4, 5)), axes=[[1, 2], [0, 1]])
    yield call("einsum", "bij,bkj->bik", X, T((3, 2, 5)))
    yield call("linalg.diag_part", SQUARE)
    yield call("linalg.diag_part", SQUARE, k=1)
    yield call("linalg.trace", SQUARE)
    yield call("linalg.band_part", SQUARE, 1, 0)
    yield call("linalg.band_part", SQUARE, -1, 0)
    yield call("linalg.diag", FLAT)
    yield call("linalg.cross", T((4, 3)), T((4, 3)))
    yield call("linalg.inv", T((3, 4, 4), "regular"))
    yield call("linalg.det", T((3, 4, 4), "regular"))
    yield call("linalg.cholesky", T((3, 4, 4), "regular"))
    yield call("linalg.adjoint", X)
    yield call("linalg.triangular_solve", T((3, 4, 4), "regular"), T((3, 4, 2)))
    yield call("linalg.triangular_solve", T((3, 4, 4), "regular"), T((3, 4, 2)), lower=False)
    yield call("linalg.triangular_solve", T((3, 4, 4), "regular"), T((3, 4, 2)), adjoint=True)
    yield call("linalg.solve", T((3, 4, 4), "regular"), T((3, 4, 2)))


def _nn() -> Iterator[Case]:
    for name in ("relu", "relu6", "elu", "selu", "softplus", "softsign", "silu", "gelu", "leaky_relu", "crelu"):
        yield call(f"nn.{name}", X)
    yield call("nn.gelu", X, approximate=True)
    yield call("nn.leaky_relu", X, alpha=0.35)
    yield call("nn.silu", X, beta=1.5)
    yield call("nn.bias_add", X, ROW)
    yield call("nn.dropout", X, rate=0)
    yield call("nn.batch_normalization", X, ROW, T((5,), "positive"), T((5,)), T((5,)), 0.01)
    for name in ("max", "avg"):
        yield call(f"nn.{name}_pool2d", IMAGE, 2, 2, "VALID")
        yield call(f"nn.{name}_pool2d", IMAGE, ksize=[1, 3, 2, 1], strides=[1, 2, 1, 1], padding="SAME")
        yield call(f"nn.{name}_pool", T((2, 7, 3)), 3, 2, "SAME")
        yield call(f"nn.{name}_pool1d", T((2, 7, 3)), 3, 1, "VALID")
        yield call(f"nn.{name}_pool3d", T((2, 4, 5, 3, 2)), 2, [1, 2, 1], "SAME")
    yield call("nn.embedding_lookup", T((7, 4)), T((3, 2), "index", "int32"))
    yield call("nn.conv2d", IMAGE, T((2, 3, 3, 4)), [1, 2, 1, 1], "SAME")
    yield call("nn.conv2d", IMAGE, T((3, 2, 3, 4)), strides=1, padding="VALID", dilations=[1, 2, 1, 1])
    yield call("nn.conv1d", T((2, 7, 3)), T((2, 3, 4)), 2, "VALID")
    yield call("nn.convolution", IMAGE, T((2, 2, 3, 5)), padding="VALID")
    yield call("nn.depthwise_conv2d", IMAGE, T((2, 3, 3, 2)), [1, 1, 1, 1], "SAME")
    yield call("nn.local_response_normalization", IMAGE, depth_radius=1, alpha=0.3, beta=0.75)
    yield call("nn.lrn", T((2, 3, 3, 7)), 2, 0.5)
    yield call("nn.depth_to_space", T((2, 3, 4, 8)), 2)
    yield call("nn.space_to_depth", IMAGE, 2)


def _image() -> Iterator[Case]:
    for name in (
        "flip_left_right",
        "flip_up_down",
        "transpose",
        "rot90",
        "per_image_standardization",
        "rgb_to_grayscale",
    ):
        yield call(f"image.{name}", IMAGE)
    for turns in (2, 3, -1, 4):
        yield call("image.rot90", IMAGE, k=turns)
    yield call("image.resize", IMAGE, [12, 8])
    yield call("image.resize", IMAGE, [4, 5])
    yield call("image.resize", IMAGE, [9, 8], method="nearest")
    yield call("image.pad_to_bounding_box", IMAGE, 1, 2, 9, 8)
    yield call("image.adjust_brightness", IMAGE, 0.3)
    yield call("image.adjust_contrast", IMAGE, 1.7)
    yield call("image.grayscale_to_rgb", T((2, 6, 4, 1)))
    yield call("image.convert_image_dtype", T((2, 3, 3, 3), "count", "uint8"), "float32")


def _k() -> Iterator[Case]:
    for name in ("sum", "max", "min", "prod", "mean", "std", "var"):
        yield call(f"keras.backend.{name}", X, axis=1)
        yield call(f"keras.backend.{name}", X, -1, True)
    for name in ("any", "all"):
        yield call(f"keras.backend.{name}", TRUTH, axis=-1)
    for name in (
        "abs",
        "square",
        "exp",
        "round",
        "sign",
        "sin",
        "cos",
        "tanh",
        "sigmoid",
        "softplus",
        "softsign",
        "sqrt",
    ):
        yield call(f"keras.backend.{name}", X)
    for name in ("relu", "elu", "hard_sigmoid", "softmax", "stop_gradient", "zeros_like", "ones_like", "batch_flatten"):
        yield call(f"keras.backend.{name}", X)
    for name in (
        "transpose",
        "flatten",
        "expand_dims",
        "argmax",
        "argmin",
        "cumsum",
        "cumprod",
        "l2_normalize",
        "ndim",
    ):
        yield call(f"keras.backend.{name}", X)
    yield call("keras.backend.log", POSITIVE)
    for name in ("maximum", "minimum", "equal", "not_equal", "greater", "greater_equal", "less", "less_equal"):
        yield call(f"keras.backend.{name}", X, COLUMN)
    yield call("keras.backend.pow", POSITIVE, 1.5)
    yield call("keras.backend.clip", X, -0.5, 0.25)
    yield call("keras.backend.relu", X, alpha=0.2, max_value=0.5)
    yield call("keras.backend.relu", X, 0.1, None, 0.3)
    yield call("keras.backend.relu", X, threshold=0.2, max_value=0.6)
    yield call("keras.backend.elu", X, 0.7)
    yield call("keras.backend.softmax", X, axis=1)
    yield call("keras.backend.l2_normalize", X, axis=1)
    yield call("keras.backend.concatenate", [X, COLUMN])
    yield call("keras.backend.concatenate", [X, X], axis=1)
    yield call("keras.backend.stack", [X, X], axis=-1)
    yield call("keras.backend.squeeze", COLUMN, 2)
    yield call("keras.backend.permute_dimensions", X, (0, 2, 1))
    yield call("keras.backend.reshape", X, (-1, 10))
    yield call("keras.backend.repeat_elements", X, 2, axis=1)
    yield call("keras.backend.repeat", FLAT, 3)
    yield call("keras.backend.tile", X, [1, 2, 1])
    yield call("keras.backend.reverse", X, 1)
    yield call("keras.backend.reverse", X, [1, 2])
    yield call("keras.backend.cast", X, "int32")
    yield call("keras.backend.one_hot", T((3, 4), "count", "int32"), 6)
    yield call("keras.backend.gather", X, [2, 0])
    yield call("keras.backend.switch", TRUTH, X, POSITIVE)
    yield call("keras.backend.temporal_padding", X, (2, 1))
    yield call("keras.backend.spatial_2d_padding", IMAGE, ((1, 2), (0, 1)))
    yield call("keras.backend.resize_images", IMAGE, 2, 3, "channels_last")
    yield call("keras.backend.dot", X, T((5, 2)))
    yield call("keras.backend.dot", FLAT, T((4, 2)))
    yield call("keras.backend.batch_dot", X, T((3, 2, 5)), axes=2)
    yield call("keras.backend.batch_dot", X, T((3, 4, 2)), axes=(1, 1))
    yield call("keras.backend.batch_dot", X, T((3, 5, 2)))
    yield call("keras.backend.batch_dot", FLAT, FLAT, axes=1)
    yield call("keras.backend.batch_dot", X, T((3, 5)), axes=[2, 1])
    yield call("keras.backend.arange", 2, 9, 3)
    yield call("keras.backend.bias_add", X, ROW)
    yield call("keras.backend.cast_to_floatx", COUNT)
    yield call("keras.backend.spatial_3d_padding", T((2, 3, 4, 2, 3)), ((1, 0), (0, 2), (1, 1)))
    yield call("keras.backend.resize_volumes", T((2, 3, 4, 2, 3)), 2, 1, 3, "channels_last")
    yield call("keras.backend.in_train_phase", POSITIVE, X)
    yield call("keras.backend.in_test_phase", X, POSITIVE)
