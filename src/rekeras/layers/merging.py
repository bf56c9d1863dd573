"""Layers that merge several inputs into one."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, Shape, ShapeError, Spec

family = Family()


@family.on("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")
def elementwise(_layer: Layer, inputs: Inputs) -> Description:
    """Element by element, with broadcasting; missing leading axes (after the batch) are added."""
    if not inputs.specs:
        return Description()
    shape = inputs.specs[0].shape
    for spec in inputs.specs[1:]:
        shape = _broadcast(shape, spec.shape)
    return Description(outputs=Spec(shape, inputs.specs[0].dtype))


@family.on("Concatenate")
def concatenate(layer: Layer, inputs: Inputs) -> Description:
    """One after the other along ``axis``; every other axis must agree."""
    shapes = [spec.shape for spec in inputs.specs]
    known = [shape for shape in shapes if shape is not None]
    if not known or len(known) != len(shapes):
        return Description()
    rank = len(known[0])
    if any(len(shape) != rank for shape in known):
        raise ShapeError(f"concatenates tensors of different ranks: {_show(known)}")
    axis = layer.config.get("axis", -1)
    if not -rank <= axis < rank:
        raise ShapeError(f"concatenates along axis {axis}, which {known[0]} does not have")
    axis %= rank
    result: list[int | None] = []
    for position, sizes in enumerate(zip(*known, strict=True)):
        if position == axis:
            present = [size for size in sizes if size is not None]
            result.append(sum(present) if len(present) == len(sizes) else None)
        else:
            result.append(_agreed(sizes, known))
    return Description(outputs=Spec(tuple(result), inputs.specs[0].dtype))


@family.on("Dot")
def dot(layer: Layer, inputs: Inputs) -> Description:
    """The batched dot product of two tensors along ``axes``."""
    if len(inputs.specs) != 2:
        return Description()
    first, second = (spec.shape for spec in inputs.specs)
    if first is None or second is None:
        return Description()
    axes = layer.config.get("axes", -1)
    pair = [axes, axes] if isinstance(axes, int) else list(axes)
    left, right = pair[0] % len(first), pair[1] % len(second)
    if first[left] is not None and second[right] is not None and first[left] != second[right]:
        raise ShapeError(f"multiplies axis {left} of {first} with axis {right} of {second}, which have different sizes")
    shape = first[:left] + first[left + 1 :] + second[1:right] + second[right + 1 :]
    return Description(outputs=Spec(shape if len(shape) > 1 else (*shape, 1), inputs.specs[0].dtype))


def _broadcast(first: Shape, second: Shape) -> Shape:
    if first is None or second is None:
        return UNKNOWN.shape
    if len(first) < len(second):
        first, second = second, first
    second = second[:1] + (1,) * (len(first) - len(second)) + second[1:]
    sizes: list[int | None] = []
    for left, right in zip(first, second, strict=True):
        if left == 1 or right == 1:
            sizes.append(right if left == 1 else left)
        else:
            sizes.append(_agreed((left, right), [first, second]))
    return tuple(sizes)


def _agreed(sizes: tuple[int | None, ...], shapes: list[tuple[int | None, ...]]) -> int | None:
    known = {size for size in sizes if size is not None}
    if len(known) > 1:
        raise ShapeError(f"merges tensors whose shapes do not fit: {_show(shapes)}")
    return None if None in sizes and not known else next(iter(known), None)


def _show(shapes: list[tuple[int | None, ...]]) -> str:
    return ", ".join(str(shape) for shape in shapes)
