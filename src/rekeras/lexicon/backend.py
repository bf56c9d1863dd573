"""``keras.backend`` as Keras 1 and 2 had it, with the names and the order of its arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._lookup import call
from rekeras.lexicon._reasons import Untranslatable

family = Family()

SAME = {
    **{name: f"math.reduce_{name}" for name in ("sum", "max", "min", "prod", "any", "all", "mean", "std")},
    "var": "math.reduce_variance",
    "logsumexp": "math.reduce_logsumexp",
}
"""Reductions that TensorFlow has under another name."""

EACH = {
    **{name: f"math.{name}" for name in ("abs", "square", "exp", "log", "round", "sign", "sin", "cos", "tanh")},
    **{name: f"math.{name}" for name in ("sigmoid", "softplus")},
    "softsign": "nn.softsign",
    "stop_gradient": "stop_gradient",
    "identity": "identity",
    "transpose": "transpose",
    "int_shape": "shape",
    "shape": "shape",
}
"""Functions of one tensor that TensorFlow has as well."""

PAIRS = {
    **{
        name: f"math.{name}"
        for name in ("maximum", "minimum", "equal", "not_equal", "greater", "greater_equal", "less")
    },
    "less_equal": "math.less_equal",
}
"""Functions of two tensors that TensorFlow has as well."""


def _k(*names: str) -> Callable[[Translate], Translate]:
    return family.on(*(f"keras.backend.{name}" for name in names))


def _reduction(name: str, theirs: str) -> Translate:
    def translate(b: Build, x: Any, axis: Any = None, keepdims: Any = False) -> Any:
        counting = name in ("mean", "std", "var") and b.dtype(x) == "bool"
        if name in ("any", "all"):
            x = b.cast(x, "bool")
        return call(b, theirs, (b.cast(x, "float32") if counting else x, axis, keepdims), {})

    return translate


def _each(theirs: str) -> Translate:
    def translate(b: Build, x: Any) -> Any:
        return call(b, theirs, (x,), {})

    return translate


def _pair(theirs: str) -> Translate:
    def translate(b: Build, x: Any, y: Any) -> Any:
        return call(b, theirs, (x, y), {})

    return translate


for _name, _theirs in SAME.items():
    _k(_name)(_reduction(_name, _theirs))
for _name, _theirs in EACH.items():
    _k(_name)(_each(_theirs))
for _name, _theirs in PAIRS.items():
    _k(_name)(_pair(_theirs))


@_k("sqrt")
def sqrt(b: Build, x: Any) -> Any:
    """The root, of what is negative zero."""
    return b.op("Sqrt", b.op("Maximum", x, 0.0))


@_k("pow")
def pow_(b: Build, x: Any, a: Any) -> Any:
    """x to the power of a."""
    return call(b, "math.pow", (x, a), {})


@_k("clip")
def clip(b: Build, x: Any, min_value: Any, max_value: Any) -> Any:
    """Not smaller, not larger; without an end where none is given."""
    if isinstance(min_value, int | float) and isinstance(max_value, int | float):
        max_value = max(max_value, min_value)
    x = x if max_value is None else call(b, "math.minimum", (x, max_value), {})
    return x if min_value is None else call(b, "math.maximum", (x, min_value), {})


@_k("relu")
def relu(b: Build, x: Any, alpha: Any = 0.0, max_value: Any = None, threshold: Any = 0.0) -> Any:
    """Zero, or a smaller slope, below the threshold; not more than ``max_value``."""
    if threshold != 0:
        above = b.op("Multiply", x, b.cast(b.op("Greater", x, threshold), b.dtype(x)))
        below = b.op("Multiply", b.op("Minimum", b.op("Subtract", x, threshold), 0.0), alpha) if alpha else None
        above = above if max_value is None else b.op("Clip", above, x_min=0.0, x_max=max_value)
        return above if below is None else b.op("Add", above, below)
    positive = b.op("Relu", x) if max_value is None else b.op("Clip", x, x_min=0.0, x_max=max_value)
    return positive if not alpha else b.op("Add", positive, b.op("Multiply", b.op("Minimum", x, 0.0), alpha))


@_k("elu")
def elu(b: Build, x: Any, alpha: Any = 1.0) -> Any:
    """The exponential below zero."""
    return b.op("Elu", x, alpha=b.known(alpha))


@_k("softmax")
def softmax(b: Build, x: Any, axis: Any = -1) -> Any:
    """Shares of one along an axis."""
    return b.op("Softmax", x, axis=b.axis(x, axis))


@_k("hard_sigmoid")
def hard_sigmoid(b: Build, x: Any) -> Any:
    """0.2 x + 0.5 between zero and one, as Keras had it before Keras 3."""
    return b.op("Clip", b.op("Add", b.op("Multiply", x, 0.2), 0.5), x_min=0.0, x_max=1.0)


@_k("l2_normalize")
def l2_normalize(b: Build, x: Any, axis: Any = None) -> Any:
    """Divided by the norm."""
    return call(b, "math.l2_normalize", (x, axis), {})


@_k("concatenate")
def concatenate(b: Build, tensors: Any, axis: Any = -1) -> Any:
    """One after the other."""
    return call(b, "concat", (tensors, axis), {})


@_k("stack", "pack")
def stack(b: Build, x: Any, axis: Any = 0) -> Any:
    """Beside each other along a new axis."""
    return call(b, "stack", (x, axis), {})


@_k("expand_dims")
def expand_dims(b: Build, x: Any, axis: Any = -1) -> Any:
    """A new axis of one."""
    return call(b, "expand_dims", (x, axis), {})


@_k("squeeze")
def squeeze(b: Build, x: Any, axis: Any) -> Any:
    """An axis of one taken away."""
    return call(b, "squeeze", (x, axis), {})


@_k("permute_dimensions")
def permute_dimensions(b: Build, x: Any, pattern: Any) -> Any:
    """The axes in another order."""
    return call(b, "transpose", (x, pattern), {})


@_k("reshape")
def reshape(b: Build, x: Any, shape: Any) -> Any:
    """Another shape."""
    return call(b, "reshape", (x, shape), {})


@_k("flatten")
def flatten(b: Build, x: Any) -> Any:
    """All numbers in a row, those of the whole batch."""
    return b.op("Reshape", x, newshape=[-1])


@_k("batch_flatten")
def batch_flatten(b: Build, x: Any) -> Any:
    """All numbers of each of the batch in a row."""
    size = 1
    for one in b.shape(x)[1:]:
        if one is None:
            raise Untranslatable("how many numbers each has is not known")
        size *= one
    return b.op("Reshape", x, newshape=[-1, size])


@_k("repeat_elements")
def repeat_elements(b: Build, x: Any, rep: Any, axis: Any) -> Any:
    """Each place of an axis so often."""
    return call(b, "repeat", (x, rep, axis), {})


@_k("repeat")
def repeat(b: Build, x: Any, n: Any) -> Any:
    """A vector so often along a new second axis."""
    return b.op("Tile", b.op("ExpandDims", x, axis=1), repeats=[1, b.known(n), 1])


@_k("tile")
def tile(b: Build, x: Any, n: Any) -> Any:
    """Repeated as a whole, so often along each axis."""
    return call(b, "tile", (x, n if isinstance(n, list | tuple) else [n]), {})


@_k("reverse")
def reverse(b: Build, x: Any, axes: Any) -> Any:
    """Backwards along axes."""
    return call(b, "reverse", (x, axes), {})


@_k("cast")
def cast(b: Build, x: Any, dtype: Any) -> Any:
    """Another dtype."""
    return b.cast(x, dtype_name(dtype))


@_k("argmax")
def argmax(b: Build, x: Any, axis: Any = -1) -> Any:
    """Where the largest number is."""
    return call(b, "math.argmax", (x, axis), {})


@_k("argmin")
def argmin(b: Build, x: Any, axis: Any = -1) -> Any:
    """Where the smallest number is."""
    return call(b, "math.argmin", (x, axis), {})


@_k("cumsum")
def cumsum(b: Build, x: Any, axis: Any = 0) -> Any:
    """Sums of all before."""
    return call(b, "math.cumsum", (x, axis), {})


@_k("cumprod")
def cumprod(b: Build, x: Any, axis: Any = 0) -> Any:
    """Products of all before."""
    return call(b, "math.cumprod", (x, axis), {})


@_k("one_hot")
def one_hot(b: Build, indices: Any, num_classes: Any) -> Any:
    """A new last axis with a one at the place of the index."""
    return call(b, "one_hot", (indices, num_classes), {})


@_k("gather")
def gather(b: Build, reference: Any, indices: Any) -> Any:
    """Rows by their numbers."""
    return call(b, "gather", (reference, indices), {"axis": 0})


@_k("zeros_like")
def zeros_like(b: Build, x: Any, dtype: Any = None) -> Any:
    """Zeros of the same shape."""
    return call(b, "zeros_like", (x, dtype), {})


@_k("ones_like")
def ones_like(b: Build, x: Any, dtype: Any = None) -> Any:
    """Ones of the same shape."""
    return call(b, "ones_like", (x, dtype), {})


@_k("constant")
def constant(b: Build, value: Any, dtype: Any = None, shape: Any = None) -> Any:
    """The number or list itself."""
    return value if shape is None else call(b, "fill", (shape, value), {})


@_k("ndim")
def ndim(b: Build, x: Any) -> Any:
    """How many axes there are."""
    return b.rank(x)


@_k("switch")
def switch(b: Build, condition: Any, then_expression: Any, else_expression: Any) -> Any:
    """Of two tensors; a condition with fewer axes chooses whole rows."""
    ranks = [b.rank(one) for one in (then_expression, else_expression) if isinstance(one, TensorRef)]
    for _axis in range(max(ranks, default=0) - b.rank(condition)):
        condition = b.op("ExpandDims", condition, axis=-1)
    return call(b, "where", (b.cast(condition, "bool"), then_expression, else_expression), {})


@_k("in_train_phase")
def in_train_phase(b: Build, x: Any, alt: Any, training: Any = None) -> Any:
    """What predicting takes."""
    return x if training in (1, True) else alt


@_k("in_test_phase")
def in_test_phase(b: Build, x: Any, alt: Any, training: Any = None) -> Any:
    """What predicting takes."""
    return alt if training in (1, True) else x


@_k("temporal_padding")
def temporal_padding(b: Build, x: Any, padding: Any = (1, 1)) -> Any:
    """Zeros before and behind the steps."""
    return b.op("Pad", x, pad_width=[[0, 0], b.known(padding), [0, 0]], mode="constant")


@_k("spatial_2d_padding")
def spatial_2d_padding(b: Build, x: Any, padding: Any = ((1, 1), (1, 1)), data_format: Any = None) -> Any:
    """Zeros around images."""
    widths = b.known(padding)
    around = [[0, 0], [0, 0], *widths] if data_format == "channels_first" else [[0, 0], *widths, [0, 0]]
    return b.op("Pad", x, pad_width=around, mode="constant")


@_k("resize_images")
def resize_images(
    b: Build, x: Any, height_factor: Any, width_factor: Any, data_format: Any, interpolation: str = "nearest"
) -> Any:
    """Images so many times higher and wider."""
    if data_format != "channels_last" or interpolation != "nearest":
        raise Untranslatable(f"it resizes by {interpolation} with {data_format}")
    return b.op("Repeat", b.op("Repeat", x, repeats=height_factor, axis=1), repeats=width_factor, axis=2)


@_k("dot")
def dot(b: Build, x: Any, y: Any) -> Any:
    """The last axis of x with the second last of y, for every pair."""
    axis = max(b.rank(y) - 2, 0)
    if axis == 0:
        return b.op("Matmul", b.operand(x, y), b.operand(y, x))
    return b.op("Tensordot", b.operand(x, y), b.operand(y, x), axes=[[b.rank(x) - 1], [axis]])


@_k("batch_dot")
def batch_dot(b: Build, x: Any, y: Any, axes: Any = None) -> Any:
    """The sum over one axis of each, for each of the batch."""
    mine, theirs = b.rank(x), b.rank(y)
    if axes is None:
        axes = [mine - 1, theirs - 1 if theirs == 2 else theirs - 2]
    left, right = axes if isinstance(axes, list | tuple) else (axes, axes)
    left, right = b.axis(x, left), b.axis(y, right)
    if left == 0 or right == 0 or mine + theirs > 12:
        raise Untranslatable("it sums over the batch")
    letters = iter("bcdefghijklmnopq")
    first = ["a", *("z" if axis == left else next(letters) for axis in range(1, mine))]
    second = ["a", *("z" if axis == right else next(letters) for axis in range(1, theirs))]
    rest = [letter for letter in (*first[1:], *second[1:]) if letter != "z"]
    made = b.op("Einsum", x, y, subscripts=f"{''.join(first)},{''.join(second)}->a{''.join(rest)}")
    return made if rest else b.op("ExpandDims", made, axis=1)


@_k("zeros")
def zeros(b: Build, shape: Any, dtype: Any = None) -> Any:
    """Zeros."""
    return call(b, "zeros", (shape, dtype or "float32"), {})


@_k("ones")
def ones(b: Build, shape: Any, dtype: Any = None) -> Any:
    """Ones."""
    return call(b, "ones", (shape, dtype or "float32"), {})


@_k("eye")
def eye(b: Build, size: Any, dtype: Any = None) -> Any:
    """The identity matrix."""
    return call(b, "eye", (size,), {"dtype": dtype or "float32"})


@_k("arange")
def arange(b: Build, start: Any, stop: Any = None, step: Any = 1, dtype: Any = "int32") -> Any:
    """Numbers one after the other."""
    return call(b, "range", (start, stop, step, dtype), {})


@_k("slice")
def slice_(b: Build, x: Any, start: Any, size: Any) -> Any:
    """So many from the beginning of each axis."""
    return call(b, "slice", (x, start, size), {})


@_k("epsilon")
def epsilon(_b: Build) -> Any:
    """The small number that Keras adds where it divides."""
    return 1e-7


@_k("floatx")
def floatx(_b: Build) -> Any:
    """The dtype of floating numbers."""
    return "float32"


@_k("cast_to_floatx")
def cast_to_floatx(b: Build, x: Any) -> Any:
    """Floating numbers."""
    return b.cast(x, "float32")


@_k("dtype")
def dtype_(b: Build, x: Any) -> Any:
    """The name of its dtype."""
    return b.dtype(x)


@_k("spatial_3d_padding")
def spatial_3d_padding(b: Build, x: Any, padding: Any = ((1, 1), (1, 1), (1, 1)), data_format: Any = None) -> Any:
    """Zeros around volumes."""
    widths = b.known(padding)
    around = [[0, 0], [0, 0], *widths] if data_format == "channels_first" else [[0, 0], *widths, [0, 0]]
    return b.op("Pad", x, pad_width=around, mode="constant")


@_k("resize_volumes")
def resize_volumes(b: Build, x: Any, depth_factor: Any, height_factor: Any, width_factor: Any, data_format: Any) -> Any:
    """Volumes so many times larger."""
    first = 2 if data_format == "channels_first" else 1
    for axis, factor in enumerate((depth_factor, height_factor, width_factor), start=first):
        x = b.op("Repeat", x, repeats=b.known(factor), axis=axis)
    return x


@_k("bias_add")
def bias_add(b: Build, x: Any, bias: Any, data_format: Any = None) -> Any:
    """A number added for each channel."""
    if data_format == "channels_first" or b.rank(bias) != 1:
        raise Untranslatable("its bias is not one number for each of the last axis")
    return b.op("Add", x, b.as_tensor(bias, x))


family.refuse(
    "it is a loss",
    *(f"keras.backend.{name}" for name in ("categorical_crossentropy", "binary_crossentropy", "ctc_batch_cost")),
    *(f"keras.backend.{name}" for name in ("sparse_categorical_crossentropy", "ctc_label_dense_to_sparse")),
    *(f"keras.backend.{name}" for name in ("binary_focal_crossentropy", "categorical_focal_crossentropy")),
)
family.refuse(
    "it draws at random",
    *(f"keras.backend.{name}" for name in ("random_normal", "random_uniform", "random_binomial", "truncated_normal")),
    *(f"keras.backend.{name}" for name in ("dropout", "random_bernoulli")),
)
family.refuse(
    "it runs a function of its own",
    *(f"keras.backend.{name}" for name in ("map_fn", "foldl", "foldr", "rnn", "function", "gradients")),
)
family.refuse(
    "it belongs to the training session, not to a model",
    *(
        f"keras.backend.{name}"
        for name in ("learning_phase", "get_value", "set_value", "eval", "variable", "placeholder")
    ),
    *(f"keras.backend.{name}" for name in ("update", "update_add", "moving_average_update", "get_session")),
    *(f"keras.backend.{name}" for name in ("update_sub", "set_learning_phase", "set_session", "batch_get_value")),
    *(
        f"keras.backend.{name}"
        for name in ("batch_set_value", "clear_session", "reset_uids", "get_uid", "count_params")
    ),
    *(f"keras.backend.{name}" for name in ("learning_phase_scope", "name_scope", "manual_variable_initialization")),
    *(f"keras.backend.{name}" for name in ("set_epsilon", "set_floatx", "set_image_data_format", "backend")),
    *(f"keras.backend.{name}" for name in ("image_data_format", "print_tensor", "random_normal_variable")),
    *(f"keras.backend.{name}" for name in ("random_uniform_variable", "is_keras_tensor", "is_tensor", "in_top_k")),
    *(f"keras.backend.{name}" for name in ("is_sparse", "to_dense", "is_placeholder", "get_variable_shape", "has_arg")),
)
family.refuse(
    "Keras 3 has it as a layer with weights, which this call has not",
    *(f"keras.backend.{name}" for name in ("conv1d", "conv2d", "conv3d", "depthwise_conv2d", "separable_conv2d")),
    *(
        f"keras.backend.{name}"
        for name in (
            "conv2d_transpose",
            "pool2d",
            "pool3d",
            "batch_normalization",
            "separable_conv1d",
            "conv3d_transpose",
        )
    ),
    *(
        f"keras.backend.{name}"
        for name in ("local_conv1d", "local_conv2d", "normalize_batch_in_training", "ctc_decode")
    ),
)
