"""Functions that leave less of an axis."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._reasons import Untranslatable

family = Family()


def reduced(b: Build, operation: str, x: Any, axis: Any, keepdims: Any) -> Any:
    """One number for each group: the last axes first, one by one where the operation takes only one."""
    axes = b.axes(x, axis)
    if not axes:
        return x
    given: Any = axes[0] if len(axes) == 1 else axes
    given = None if len(axes) == b.rank(x) and not keepdims else given
    return b.op(operation, x, axis=given, keepdims=bool(keepdims))


def _reduction(operation: str) -> Translate:
    def translate(b: Build, input_tensor: Any, axis: Any = None, keepdims: Any = False) -> Any:
        if isinstance(input_tensor, list):  # K.max and others take lists
            input_tensor = b.operand(input_tensor, *input_tensor)
        return reduced(b, operation, input_tensor, axis, keepdims)

    return translate


def _raw(operation: str) -> Translate:
    def translate(b: Build, input: Any, reduction_indices: Any, keep_dims: Any = False) -> Any:
        return reduced(b, operation, input, reduction_indices, keep_dims)

    return translate


REDUCTIONS = {
    "Sum": ("math.reduce_sum", "Sum"),
    "Max": ("math.reduce_max", "Max"),
    "Min": ("math.reduce_min", "Min"),
    "Prod": ("math.reduce_prod", "Prod"),
    "Any": ("math.reduce_any", "Any"),
    "All": ("math.reduce_all", "All"),
    "Var": ("math.reduce_variance", ""),
    "Std": ("math.reduce_std", ""),
}


for _operation, (_names, _raw_names) in REDUCTIONS.items():
    family.on(*_names.split())(_reduction(_operation))
    family.on(raw=_raw_names)(_raw(_operation))


@family.on("math.reduce_mean")
def reduce_mean(b: Build, input_tensor: Any, axis: Any = None, keepdims: Any = False) -> Any:
    """The mean; of whole numbers a whole number in TensorFlow."""
    if isinstance(input_tensor, list):
        input_tensor = b.operand(input_tensor, *input_tensor)
    if not b.is_float(input_tensor):
        raise Untranslatable("it is the mean of whole numbers, which TensorFlow cuts off")
    return reduced(b, "Mean", input_tensor, axis, keepdims)


@family.on(raw="Mean")
def raw_mean(b: Build, input: Any, reduction_indices: Any, keep_dims: Any = False) -> Any:
    """The mean."""
    return reduce_mean(b, input, reduction_indices, keep_dims)


@family.on("math.reduce_logsumexp")
def reduce_logsumexp(b: Build, input_tensor: Any, axis: Any = None, keepdims: Any = False) -> Any:
    """The logarithm of the sum of exponentials, the largest taken out first as TensorFlow does."""
    largest = reduced(b, "Max", input_tensor, axis, True)
    largest = b.op("Where", b.op("Isfinite", largest), largest, 0.0)
    total = reduced(b, "Sum", b.op("Exp", b.op("Subtract", input_tensor, largest)), axis, True)
    made = b.op("Add", b.op("Log", total), largest)
    for one in sorted([] if keepdims else b.axes(made, axis), reverse=True):
        made = b.op("Squeeze", made, axis=one)
    return made


@family.on("math.reduce_euclidean_norm")
def reduce_euclidean_norm(b: Build, input_tensor: Any, axis: Any = None, keepdims: Any = False) -> Any:
    """The root of the sum of squares."""
    return b.op("Sqrt", reduced(b, "Sum", b.op("Square", input_tensor), axis, keepdims))


@family.on(raw="EuclideanNorm")
def raw_euclidean_norm(b: Build, input: Any, reduction_indices: Any, keep_dims: Any = False) -> Any:
    """The root of the sum of squares."""
    return reduce_euclidean_norm(b, input, reduction_indices, keep_dims)


@family.on("linalg.norm", "norm", "compat.v1.norm")
def norm(b: Build, tensor: Any, ord: Any = "euclidean", axis: Any = None, keepdims: Any = None) -> Any:
    """The norm of vectors, or the Euclidean one of all numbers."""
    size = b.op("Absolute", tensor)
    if ord in ("euclidean", 2, "fro") and not (ord == 2 and isinstance(b.known(axis), list)):
        return reduce_euclidean_norm(b, tensor, axis, keepdims)
    if isinstance(b.known(axis), list):
        raise Untranslatable(f"it is the norm {ord} of matrices")
    if ord == float("inf"):
        return reduced(b, "Max", size, axis, keepdims)
    if ord == 1:
        return reduced(b, "Sum", size, axis, keepdims)
    if not isinstance(ord, int | float):
        raise Untranslatable(f"it is the norm {ord}")
    return b.op("Power", reduced(b, "Sum", b.op("Power", size, ord), axis, keepdims), 1.0 / ord)


@family.on("math.l2_normalize", "nn.l2_normalize")
def l2_normalize(b: Build, x: Any, axis: Any = None, epsilon: float = 1e-12) -> Any:
    """Divided by the norm; epsilon is the least that its square counts as."""
    squares = reduced(b, "Sum", b.op("Square", x), axis, True)
    return b.op("Multiply", x, b.op("Rsqrt", b.op("Maximum", squares, epsilon)))


@family.on("linalg.normalize")
def normalize(b: Build, tensor: Any, ord: Any = "euclidean", axis: Any = None) -> Any:
    """The tensor divided by its norm, and the norm."""
    length = norm(b, tensor, ord, axis, True)
    return [b.op("Divide", tensor, length), length]


@family.on("math.l2_loss", "nn.l2_loss", raw="L2Loss")
def l2_loss(b: Build, t: Any) -> Any:
    """Half the sum of squares."""
    return b.op("Multiply", b.op("Sum", b.op("Square", t)), 0.5)


@family.on("nn.moments", "nn.moments_v2")
def moments(b: Build, x: Any, axes: Any, shift: Any = None, keepdims: Any = False) -> Any:
    """Mean and variance."""
    return [reduced(b, "Mean", x, axes, keepdims), reduced(b, "Var", x, axes, keepdims)]


@family.on("math.count_nonzero", "math.count_nonzero_v2")
def count_nonzero(b: Build, input: Any, axis: Any = None, keepdims: Any = None, dtype: Any = "int64") -> Any:
    """How many are not zero."""
    counted = b.cast(b.op("NotEqual", input, 0), "int32") if b.dtype(input) != "bool" else b.cast(input, "int32")
    total = reduced(b, "Sum", counted, axis, keepdims)
    return total if dtype_name(dtype) == "int64" else b.cast(total, dtype_name(dtype))


@family.on("math.zero_fraction", "nn.zero_fraction")
def zero_fraction(b: Build, value: Any) -> Any:
    """The share of zeros."""
    return b.op("Mean", b.cast(b.op("Equal", value, 0), "float32"))


family.refuse(
    "its result has a size that is not known beforehand",
    *(
        "unique",
        "unique_with_counts",
        "boolean_mask",
        "dynamic_partition",
        "dynamic_stitch",
        "setdiff1d",
        "nn.ctc_greedy_decoder",
    ),
)
family.refuse(
    "it makes random numbers", *(f"random.{name}" for name in ("normal", "uniform", "categorical", "shuffle"))
)
