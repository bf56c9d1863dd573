"""Operations of ``keras.ops`` that leave less of an axis."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Shape, Spec
from rekeras.layers._operands import as_float, axes_of, axis_of, first

family = Family(operations=True)


def _without(layer: Layer, shape: Shape) -> Shape:
    if shape is None:
        return None
    axes = axes_of(layer.config.get("axis"), len(shape))
    if layer.config.get("keepdims"):
        return tuple(1 if axis in axes else size for axis, size in enumerate(shape))
    return tuple(size for axis, size in enumerate(shape) if axis not in axes)


@family.on("Sum", "Max", "Min", "Prod", "Amax", "Amin")
def reduction(layer: Layer, inputs: Inputs) -> Description:
    """One number of each group, in the same dtype."""
    given = first(inputs)
    return Description(outputs=Spec(_without(layer, given.shape), given.dtype))


@family.on("Mean", "Std", "Var", "Logsumexp", "Norm")
def floating(layer: Layer, inputs: Inputs) -> Description:
    """One floating number of each group."""
    given = first(inputs)
    return Description(outputs=Spec(_without(layer, given.shape), as_float(given.dtype)))


@family.on("Any", "All")
def logical(layer: Layer, inputs: Inputs) -> Description:
    """Whether any or all of each group are true."""
    return Description(outputs=Spec(_without(layer, first(inputs).shape), "bool"))


@family.on("Argmax", "Argmin", "CountNonzero")
def counting(layer: Layer, inputs: Inputs) -> Description:
    """One whole number of each group."""
    return Description(outputs=Spec(_without(layer, first(inputs).shape), "int32"))


@family.on("Argsort")
def order(_layer: Layer, inputs: Inputs) -> Description:
    """Whole numbers in place of the operand's."""
    return Description(outputs=Spec(first(inputs).shape, "int32"))


@family.on("TopK")
def top(layer: Layer, inputs: Inputs) -> Description:
    """The largest numbers of the last axis, and where they were."""
    given = first(inputs)
    shape = None if given.shape is None else (*given.shape[:-1], layer.config["k"])
    return Description(outputs=[Spec(shape, given.dtype), Spec(shape, "int32")])


@family.on("SegmentSum", "SegmentMax")
def segments(layer: Layer, inputs: Inputs) -> Description:
    """One row for each number."""
    given, count = first(inputs), layer.config.get("num_segments")
    return Description(outputs=Spec(None if given.shape is None else (count, *given.shape[1:]), given.dtype))


@family.on("Det")
def determinant(_layer: Layer, inputs: Inputs) -> Description:
    """One number of each matrix."""
    given = first(inputs)
    return Description(outputs=Spec(None if given.shape is None else given.shape[:-2], as_float(given.dtype)))


@family.on("Trace", "Diagonal")
def diagonal(layer: Layer, inputs: Inputs) -> Description:
    """The diagonal of two axes, or its sum."""
    given = first(inputs)
    if given.shape is None:
        return Description(outputs=given)
    rank = len(given.shape)
    pair = [axis_of(layer.config.get(key, default), rank) for key, default in (("axis1", 0), ("axis2", 1))]
    rest = tuple(size for axis, size in enumerate(given.shape) if axis not in pair)
    if layer.class_name == "Trace":
        return Description(outputs=Spec(rest, given.dtype))
    rows, columns = (given.shape[axis] for axis in pair)
    offset = layer.config.get("offset", 0)
    length = None
    if rows is not None and columns is not None:
        length = max(0, min(rows + min(offset, 0), columns - max(offset, 0)))
    return Description(outputs=Spec((*rest, length), given.dtype))
