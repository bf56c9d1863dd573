"""Operations of ``keras.ops`` that take some of the numbers, by their places."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, Shape, Spec
from rekeras.layers._operands import axis_of, first, operand

family = Family(operations=True)


@family.on("Take")
def take(layer: Layer, inputs: Inputs) -> Description:
    """Places of an axis by their numbers."""
    given, wanted = first(inputs), _indices(inputs.args[1])
    if given.shape is None or wanted is None:
        return Description(outputs=Spec(None, given.dtype))
    axis = axis_of(layer.config["axis"], len(given.shape))
    return Description(outputs=Spec((*given.shape[:axis], *wanted, *given.shape[axis + 1 :]), given.dtype))


def _indices(value: Any) -> Shape:
    if isinstance(value, int):
        return ()
    given = operand(value)
    return given.shape if given else None


@family.on("TakeAlongAxis")
def take_along_axis(_layer: Layer, inputs: Inputs) -> Description:
    """A number for each index."""
    wanted = operand(inputs.args[1])
    return Description(outputs=Spec(wanted.shape if wanted else None, first(inputs).dtype))


@family.on("BroadcastTo")
def broadcast_to(layer: Layer, inputs: Inputs) -> Description:
    """The given shape."""
    return Description(outputs=Spec(tuple(layer.config["shape"]), first(inputs).dtype))


@family.on("GetItem")
def getitem(_layer: Layer, inputs: Inputs) -> Description:
    """What a key of whole numbers, slices and None leaves of each axis."""
    given, key = first(inputs), inputs.args[1]
    if given.shape is None:
        return Description(outputs=given)
    sizes: list[int | None] = []
    rest = list(given.shape)
    for part in key:
        if part is None:
            sizes.append(1)
        elif isinstance(part, int):
            rest.pop(0)
        else:
            bounds = [part["config"][name] for name in ("start", "stop", "step")]
            sizes.append(_sliced(rest.pop(0), slice(*bounds)))
    return Description(outputs=Spec((*sizes, *rest), given.dtype))


def _sliced(size: int | None, wanted: slice) -> int | None:
    if size is not None:
        return len(range(*wanted.indices(size)))
    return None


@family.on("OneHot")
def one_hot(layer: Layer, inputs: Inputs) -> Description:
    """A new axis with a one at the place of the index."""
    given = first(inputs)
    dtype = layer.config.get("dtype") or "float32"
    if given.shape is None:
        return Description(outputs=Spec(None, dtype))
    shape = list(given.shape)
    shape.insert(axis_of(layer.config.get("axis", -1), len(shape) + 1), layer.config["num_classes"])
    return Description(outputs=Spec(tuple(shape), dtype))
