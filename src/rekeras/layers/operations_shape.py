"""Operations of ``keras.ops`` that move numbers without changing them."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, ShapeError, Spec
from rekeras.layers._operands import axes_of, axis_of, broadcast, first, operand, product

family = Family(operations=True)


@family.on("Reshape")
def reshape(layer: Layer, inputs: Inputs) -> Description:
    """Another shape; -1 takes what is left over."""
    given = first(inputs)
    wanted = [None if size == -1 else size for size in layer.config["newshape"]]
    rest = product([size for size in wanted if size is not None]) or 1
    if wanted.count(None) == 1 and given.shape is not None and (total := product(given.shape)) is not None:
        wanted[wanted.index(None)] = total // rest
    return Description(outputs=Spec(tuple(wanted), given.dtype))


@family.on("Transpose")
def transpose(layer: Layer, inputs: Inputs) -> Description:
    """The axes in another order."""
    given = first(inputs)
    if given.shape is None:
        return Description(outputs=given)
    rank = len(given.shape)
    axes = layer.config.get("axes")
    order = tuple(reversed(range(rank))) if axes is None else axes_of(list(axes), rank)
    return Description(outputs=Spec(tuple(given.shape[axis] for axis in order), given.dtype))


@family.on("ExpandDims")
def expand_dims(layer: Layer, inputs: Inputs) -> Description:
    """A new axis of one."""
    given = first(inputs)
    if given.shape is None:
        return Description(outputs=given)
    shape = list(given.shape)
    shape.insert(axis_of(layer.config["axis"], len(shape) + 1), 1)
    return Description(outputs=Spec(tuple(shape), given.dtype))


@family.on("Squeeze")
def squeeze(layer: Layer, inputs: Inputs) -> Description:
    """Axes of one taken away."""
    given = first(inputs)
    if given.shape is None:
        return Description(outputs=given)
    ones = [axis for axis, size in enumerate(given.shape) if size == 1]
    axis = layer.config.get("axis")
    gone = ones if axis is None else axes_of(axis, len(given.shape))
    return Description(outputs=Spec(tuple(s for a, s in enumerate(given.shape) if a not in gone), given.dtype))


@family.on("Concatenate", "Hstack")
def concatenate(layer: Layer, inputs: Inputs) -> Description:
    """One after the other along an axis; Hstack, of two dimensions or more, along the second."""
    specs = [operand(value) or UNKNOWN for value in inputs.args[0]]
    if any(spec.shape is None for spec in specs):
        return Description(outputs=Spec(None, specs[0].dtype))
    shapes = [spec.shape or () for spec in specs]
    axis = 1 if layer.class_name == "Hstack" else axis_of(layer.config.get("axis", 0), len(shapes[0]))
    lengths = [shape[axis] for shape in shapes]
    total = None if None in lengths else sum(length or 0 for length in lengths)
    common = broadcast([tuple(1 if a == axis else s for a, s in enumerate(shape)) for shape in shapes])
    assert common is not None  # noqa: S101 - all shapes are known
    return Description(outputs=Spec((*common[:axis], total, *common[axis + 1 :]), specs[0].dtype))


@family.on("Stack")
def stack(layer: Layer, inputs: Inputs) -> Description:
    """Beside each other along a new axis."""
    specs = [operand(value) or Spec((), "float32") for value in inputs.args[0]]
    common = broadcast([spec.shape for spec in specs])
    if common is None:
        return Description(outputs=Spec(None, specs[0].dtype))
    shape = list(common)
    shape.insert(axis_of(layer.config.get("axis", 0), len(shape) + 1), len(specs))
    return Description(outputs=Spec(tuple(shape), specs[0].dtype))


@family.on("Split")
def split(layer: Layer, inputs: Inputs) -> Description:
    """Parts of an axis: a number of equal ones, or cut at the given places."""
    given, cuts = first(inputs), layer.config["indices_or_sections"]
    count = cuts if isinstance(cuts, int) else len(cuts) + 1
    if given.shape is None:
        return Description(outputs=[given] * count)
    axis = axis_of(layer.config.get("axis", 0), len(given.shape))
    size = given.shape[axis]
    lengths: list[int | None] = [None if size is None else size // count] * count
    if not isinstance(cuts, int):
        ends = [*cuts, size]
        lengths = [None if end is None else end - start for start, end in zip((0, *cuts), ends, strict=True)]
    shapes = [(*given.shape[:axis], length, *given.shape[axis + 1 :]) for length in lengths]
    return Description(outputs=[Spec(shape, given.dtype) for shape in shapes])


@family.on("Unstack")
def unstack(layer: Layer, inputs: Inputs) -> Description:
    """One tensor for each place of an axis."""
    given = first(inputs)
    if given.shape is None:
        return Description(outputs=[given] * (layer.config.get("num") or 1))
    axis = axis_of(layer.config.get("axis", 0), len(given.shape))
    count = layer.config.get("num") or given.shape[axis]
    if count is None:
        raise ShapeError(f"takes axis {axis} apart, whose length is unknown")
    return Description(outputs=[Spec((*given.shape[:axis], *given.shape[axis + 1 :]), given.dtype)] * count)


@family.on("Tile")
def tile(layer: Layer, inputs: Inputs) -> Description:
    """Repeated as a whole, so often along each axis."""
    given, repeats = first(inputs), layer.config["repeats"]
    if given.shape is None:
        return Description(outputs=given)
    rank = max(len(repeats), len(given.shape))
    shape = (1,) * (rank - len(given.shape)) + given.shape
    times = (1,) * (rank - len(repeats)) + tuple(repeats)
    sizes = tuple(None if size is None else size * time for size, time in zip(shape, times, strict=True))
    return Description(outputs=Spec(sizes, given.dtype))


@family.on("Repeat")
def repeat(layer: Layer, inputs: Inputs) -> Description:
    """Each place of an axis so often."""
    given, repeats, axis = first(inputs), layer.config["repeats"], layer.config.get("axis")
    if given.shape is None or axis is None:
        return Description(outputs=Spec((None,) if given.shape is not None else None, given.dtype))
    axis = axis_of(axis, len(given.shape))
    size = given.shape[axis]
    length = sum(repeats) if isinstance(repeats, list | tuple) and len(repeats) > 1 else None
    if length is None and size is not None:
        length = size * (repeats if isinstance(repeats, int) else repeats[0])
    return Description(outputs=Spec((*given.shape[:axis], length, *given.shape[axis + 1 :]), given.dtype))


@family.on("Pad")
def pad(layer: Layer, inputs: Inputs) -> Description:
    """Longer at both ends of each axis."""
    given = first(inputs)
    if given.shape is None:
        return Description(outputs=given)
    widths = layer.config["pad_width"]
    sizes = tuple(
        None if size is None else size + before + after
        for size, (before, after) in zip(given.shape, widths, strict=True)
    )
    return Description(outputs=Spec(sizes, given.dtype))
