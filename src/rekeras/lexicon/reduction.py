"""Functions that leave less of an axis, or run along one."""

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


def _argument(operation: str) -> Translate:
    def translate(b: Build, input: Any, axis: Any = None, output_type: Any = "int64") -> Any:
        along = b.axis(input, 0 if axis is None else axis)
        found = b.op(operation, input, axis=along)
        return found if dtype_name(output_type) == "int64" else b.cast(found, dtype_name(output_type))

    return translate


family.on("math.argmax", "math.argmax_v2", raw="ArgMax")(_argument("Argmax"))
family.on("math.argmin", "math.argmin_v2", raw="ArgMin")(_argument("Argmin"))


@family.on("math.count_nonzero", "math.count_nonzero_v2")
def count_nonzero(b: Build, input: Any, axis: Any = None, keepdims: Any = None, dtype: Any = "int64") -> Any:
    """How many are not zero."""
    counted = b.cast(b.op("NotEqual", input, 0), "int32") if b.dtype(input) != "bool" else b.cast(input, "int32")
    total = reduced(b, "Sum", counted, axis, keepdims)
    return total if dtype_name(dtype) == "int64" else b.cast(total, dtype_name(dtype))


def _cumulative(operation: str, neutral: float) -> Translate:
    def translate(b: Build, x: Any, axis: Any = 0, exclusive: Any = False, reverse: Any = False) -> Any:
        along = b.axis(x, axis)
        x = b.op("Flip", x, axis=along) if reverse else x
        if exclusive:
            widths = [[1, 0] if one == along else [0, 0] for one in range(b.rank(x))]
            size = b.shape(x)[along]
            if size is None:
                raise Untranslatable("it leaves the last one out along an axis whose length is unknown")
            padded = b.op("Pad", x, neutral if neutral else 0, pad_width=widths, mode="constant")
            x = b.op("Split", padded, indices_or_sections=[size], axis=along)[0]
        total = b.op(operation, x, axis=along)
        return b.op("Flip", total, axis=along) if reverse else total

    return translate


family.on("math.cumsum", raw="Cumsum")(_cumulative("Cumsum", 0))
family.on("math.cumprod", raw="Cumprod")(_cumulative("Cumprod", 1))


@family.on("math.top_k", "nn.top_k", raw="TopKV2")
def top_k(b: Build, input: Any, k: Any = 1, sorted: Any = True, index_type: Any = "int32") -> Any:
    """The largest numbers of the last axis in falling order, and where they were."""
    return b.op("TopK", input, k=b.known(k), sorted=bool(sorted))


@family.on("sort")
def sort(b: Build, values: Any, axis: Any = -1, direction: str = "ASCENDING") -> Any:
    """In order."""
    along = b.axis(values, axis)
    rising = b.op("Sort", values, axis=along)
    return rising if direction == "ASCENDING" else b.op("Flip", rising, axis=along)


@family.on("argsort")
def argsort(b: Build, values: Any, axis: Any = -1, direction: str = "ASCENDING", stable: Any = False) -> Any:
    """Where each number in order comes from."""
    given = values if direction == "ASCENDING" else b.op("Negative", values)
    return b.op("Argsort", given, axis=b.axis(values, axis))


@family.on("math.softmax", "nn.softmax", "nn.softmax_v2")
def softmax(b: Build, logits: Any, axis: Any = None) -> Any:
    """Shares of one along an axis."""
    return b.op("Softmax", logits, axis=b.axis(logits, -1 if axis is None else axis))


@family.on(raw="Softmax")
def raw_softmax(b: Build, logits: Any) -> Any:
    """Shares of one along the last axis."""
    return softmax(b, logits)


@family.on("math.log_softmax", "nn.log_softmax", "nn.log_softmax_v2", raw="LogSoftmax")
def log_softmax(b: Build, logits: Any, axis: Any = None) -> Any:
    """Logarithms of the shares."""
    return b.op("LogSoftmax", logits, axis=b.axis(logits, -1 if axis is None else axis))


@family.on("math.zero_fraction", "nn.zero_fraction")
def zero_fraction(b: Build, value: Any) -> Any:
    """The share of zeros."""
    return b.op("Mean", b.cast(b.op("Equal", value, 0), "float32"))


@family.on("math.segment_sum", "math.unsorted_segment_sum", raw="UnsortedSegmentSum")
def segment_sum(b: Build, data: Any, segment_ids: Any, num_segments: Any = None) -> Any:
    """Sums of rows by their numbers; how many there are must be known."""
    if num_segments is None:
        raise Untranslatable("the number of segments is not known beforehand")
    return b.op("SegmentSum", data, segment_ids, num_segments=b.known(num_segments))


@family.on("math.unsorted_segment_max", raw="UnsortedSegmentMax")
def segment_max(b: Build, data: Any, segment_ids: Any, num_segments: Any) -> Any:
    """The largest of rows with the same number."""
    return b.op("SegmentMax", data, segment_ids, num_segments=b.known(num_segments))


@family.on("math.invert_permutation", raw="InvertPermutation")
def invert_permutation(b: Build, x: Any) -> Any:
    """Where each number stands."""
    return b.op("Argsort", x)


family.refuse(
    "Keras 3 has no such operation in every version",
    *(f"math.unsorted_segment_{name}" for name in ("mean", "min", "prod", "sqrt_n")),
)
family.refuse(
    "its result has a size that is not known beforehand",
    *(f"math.segment_{name}" for name in ("max", "min", "mean", "prod")),
)
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
