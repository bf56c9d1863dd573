"""Which axes of what a layer gives are as long as axes of what it gets, where the model leaves them open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rekeras.archive import Layer, TensorRef, refs_in
from rekeras.layers._description import Spec
from rekeras.lexicon._sizes import Axis

Shape = tuple[int | None, ...]
SpecOf = Callable[[TensorRef], Spec]

ELSEWHERE = frozenset(
    {"Reshape", "GetItem", "Take", "TakeAlongAxis", "Flatten", "Split", "Unstack", "Pad", "Repeat", "Tile"}
)
"""Operations whose axes say nothing of those before; the layers Reshape and Flatten leave the batch alone."""

BATCH_ALONE = ("Conv", "Pool", "Crop", "Padding", "UpSampling", "LSTM", "GRU", "RNN", "Reshape", "Flatten", "Permute")
"""Parts of the names of layers that change the lengths of axes behind the batch."""


def shared_axes(layer: Layer, args: Any, made: TensorRef, spec_of: SpecOf) -> Iterator[tuple[Axis, Axis]]:
    """Pairs of an axis of the result and the axis of an operand with the same length.

    Args:
        layer: What was called.
        args: What it was called on.
        made: The result.
        spec_of: Gives what is known of a tensor.
    """
    given = [ref for ref in refs_in(args) if spec_of(ref).shape is not None]
    shape = spec_of(made).shape
    if not given or shape is None:
        return
    if layer.is_operation:
        yield from _of_operation(layer, given, made, shape, spec_of)
    elif shape and shape[0] is None and (spec_of(given[0]).shape or (0,))[0] is None:
        yield (made, 0), (given[0], 0)
        if not layer.is_model and not any(part in layer.class_name for part in BATCH_ALONE):
            yield from _aligned(given[:1], made, shape, spec_of, start=1)


def _of_operation(
    layer: Layer, given: list[TensorRef], made: TensorRef, shape: Shape, spec_of: SpecOf
) -> Iterator[tuple[Axis, Axis]]:
    name = layer.class_name
    if name in OF_THEIR_OWN:
        yield from OF_THEIR_OWN[name](layer, given, made, shape, spec_of)
    elif name not in ELSEWHERE and all(len(spec_of(ref).shape or ()) <= len(shape) for ref in given):
        yield from _aligned(given, made, shape, spec_of)


def _transposed(
    layer: Layer, given: list[TensorRef], made: TensorRef, shape: Shape, _spec_of: SpecOf
) -> Iterator[tuple[Axis, Axis]]:
    for axis, source in enumerate(layer.config.get("axes") or reversed(range(len(shape)))):
        if shape[axis] is None:
            yield (made, axis), (given[0], source)


def _expanded(
    _layer: Layer, given: list[TensorRef], made: TensorRef, shape: Shape, spec_of: SpecOf
) -> Iterator[tuple[Axis, Axis]]:
    """New or lost axes of one leave the open ones in their order."""
    axes = [axis for axis, size in enumerate(shape) if size is None]
    sources = [axis for axis, size in enumerate(spec_of(given[0]).shape or ()) if size is None]
    if len(axes) == len(sources):
        yield from (((made, axis), (given[0], source)) for axis, source in zip(axes, sources, strict=True))


def _multiplied(
    _layer: Layer, given: list[TensorRef], made: TensorRef, shape: Shape, spec_of: SpecOf
) -> Iterator[tuple[Axis, Axis]]:
    """Rows of the first, columns of the last, and the batch."""
    left, right = (spec_of(ref).shape or () for ref in (given[0], given[-1]))
    rank = len(shape)
    if shape[0] is None and len(left) == rank > 2 and left[0] is None:
        yield (made, 0), (given[0], 0)
    if shape[-2] is None and left[-2] is None:
        yield (made, rank - 2), (given[0], len(left) - 2)
    if len(given) == 2 and shape[-1] is None and right[-1] is None:
        yield (made, rank - 1), (given[-1], len(right) - 1)


def _joined(
    layer: Layer, given: list[TensorRef], made: TensorRef, shape: Shape, spec_of: SpecOf
) -> Iterator[tuple[Axis, Axis]]:
    along = layer.config.get("axis", 0) % len(shape)
    yield from (pair for pair in _aligned(given, made, shape, spec_of) if pair[0][1] != along)


def _reduced(
    layer: Layer, given: list[TensorRef], made: TensorRef, shape: Shape, spec_of: SpecOf
) -> Iterator[tuple[Axis, Axis]]:
    """The axes that are left, in their order."""
    axes = layer.config.get("axis")
    first = spec_of(given[0]).shape or ()
    gone = range(len(first)) if axes is None else axes if isinstance(axes, list) else [axes]
    gone = [axis % len(first) for axis in gone]
    left = [axis for axis in range(len(first)) if layer.config.get("keepdims") or axis not in gone]
    for axis, source in zip(range(len(shape)), left, strict=False):
        if shape[axis] is None and first[source] is None and source not in gone:
            yield (made, axis), (given[0], source)


OF_THEIR_OWN = {
    "Transpose": _transposed,
    **dict.fromkeys(("ExpandDims", "Squeeze"), _expanded),
    "Matmul": _multiplied,
    "Concatenate": _joined,
    **dict.fromkeys(("Sum", "Mean", "Max", "Min", "Prod", "Any", "All", "Std", "Var", "Logsumexp"), _reduced),
}


def _aligned(
    given: list[TensorRef],
    made: TensorRef,
    shape: Shape,
    spec_of: SpecOf,
    start: int = 0,
) -> Iterator[tuple[Axis, Axis]]:
    """Axes counted from the last one, as broadcasting does."""
    for axis in range(start, len(shape)):
        if shape[axis] is not None:
            continue
        for ref in given:
            sizes = spec_of(ref).shape or ()
            place = axis - len(shape) + len(sizes)
            if 0 <= place < len(sizes) and sizes[place] is None:
                yield (made, axis), (ref, place)
                break
