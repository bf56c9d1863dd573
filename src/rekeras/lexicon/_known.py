"""What is known of the tensors of a graph: shapes, dtypes, and which open sizes are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rekeras.archive import TensorRef
from rekeras.layers._description import UNKNOWN, Spec
from rekeras.layers._operands import INTEGERS, shape_of
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Axis, Number, Size, has_size, plain

Shape = tuple[int | None, ...]


class Known:
    """What is known of tensors.

    Attributes:
        specs: Shape and dtype of each.
        axes_of_others: The axis of another tensor that an open axis is as long as.
    """

    def __init__(self, specs: Mapping[TensorRef, Spec]) -> None:
        self.specs = dict(specs)
        self.axes_of_others: dict[Axis, Axis] = {}

    def spec(self, value: Any) -> Spec:
        """Shape and dtype of a tensor."""
        return self.specs.get(value, UNKNOWN)

    def shape(self, value: Any) -> Shape:
        """The shape of a tensor or of a constant.

        Raises:
            Untranslatable: Not even the number of its axes is known.
        """
        shape = self.spec(value).shape if isinstance(value, TensorRef) else shape_of(plain(value))
        if shape is None:
            raise Untranslatable("the shape of its input is not known")
        return shape

    def rank(self, value: Any) -> int:
        """How many axes a tensor has."""
        return len(self.shape(value))

    def dtype(self, *values: Any) -> str:
        """The dtype of the first tensor among the values."""
        found = (self.spec(value).dtype for value in values if isinstance(value, TensorRef))
        return next(found, "float32")

    def is_float(self, value: Any) -> bool:
        """Whether a tensor holds floating numbers."""
        return self.dtype(value) not in INTEGERS

    def axis(self, value: Any, axis: Any) -> int:
        """An axis of a tensor counted from the front."""
        rank = self.rank(value)
        axis = self.known(axis)
        if isinstance(axis, list) and len(axis) == 1:
            axis = axis[0]
        if not isinstance(axis, int) or not -rank <= axis < rank:
            raise Untranslatable(f"the axis is {axis}, and there are {rank}")
        return axis % rank

    def axes(self, value: Any, axis: Any) -> list[int]:
        """Axes of a tensor counted from the front; all of them for None."""
        axis = self.known(axis)
        if axis is None:
            return list(range(self.rank(value)))
        return [self.axis(value, one) for one in (axis if isinstance(axis, list) else [axis])]

    def sizes(self, value: TensorRef) -> list[Number]:
        """The shape of a tensor as numbers to compute with; the same open size is the same wherever it comes from."""
        sizes: list[Number] = []
        for axis, size in enumerate(self.shape(value)):
            sizes.append(Size(1, (self._origin((value, axis)),)) if size is None else size)
        return sizes

    def _origin(self, axis: Axis) -> Axis:
        while axis in self.axes_of_others:
            axis = self.axes_of_others[axis]
        return axis

    def is_open(self, value: TensorRef, axis: int) -> bool:
        """Whether the model leaves the size of an axis open."""
        shape = self.spec(value).shape
        return shape is not None and len(shape) > axis and shape[axis] is None

    def note_sizes(self, value: TensorRef, sizes: Sequence[Number]) -> TensorRef:
        """Remember which open sizes a tensor was given."""
        for axis, size in enumerate(sizes):
            if isinstance(size, Size) and size.factor == 1 and len(size.axes) == 1 and size.axes[0] != (value, axis):
                self.axes_of_others[value, axis] = size.axes[0]
        return value

    def known(self, value: Any) -> Any:
        """A constant as plain lists and numbers.

        Raises:
            Untranslatable: It depends on the input.
        """
        if has_ref(value) or has_size(value):
            raise Untranslatable("an argument that must be known beforehand depends on the input")
        return plain(value)


def has_ref(value: Any) -> bool:
    """Whether there is a tensor in a value."""
    if isinstance(value, list | tuple):
        return any(map(has_ref, value))
    return isinstance(value, TensorRef)
