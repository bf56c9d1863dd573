"""Functions that run along an axis, or order what stands there."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._reasons import Untranslatable

family = Family()


def _argument(operation: str) -> Translate:
    def translate(b: Build, input: Any, axis: Any = None, output_type: Any = "int64") -> Any:
        along = b.axis(input, 0 if axis is None else axis)
        found = b.op(operation, input, axis=along)
        return found if dtype_name(output_type) == "int64" else b.cast(found, dtype_name(output_type))

    return translate


family.on("math.argmax", "math.argmax_v2", raw="ArgMax")(_argument("Argmax"))


family.on("math.argmin", "math.argmin_v2", raw="ArgMin")(_argument("Argmin"))


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
