"""What a file says belongs to one layer: a flat list of named tensors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rekeras.archive import Tensor
from rekeras.layers._description import Shape

_COUNTED = re.compile(r"_\d+$")
# Names that say nothing: those of backends without name scopes, and of layers that name no variable.
_UNINFORMATIVE = re.compile(r"(param|variable|weight|array|tensor)?(_?\d+)*$", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Named:
    """One tensor under the name that the file gives it (``bidirectional/forward_lstm/lstm_cell/kernel:0``)."""

    name: str
    tensor: Tensor

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The name's components, without the ``:0`` of TensorFlow; the last one without a counter (``kernel_1``)."""
        *outer, last = self.name.partition(":")[0].split("/")
        return (*outer, _COUNTED.sub("", last))

    @property
    def is_informative(self) -> bool:
        """Whether the last component can be the name of a variable at all."""
        return _UNINFORMATIVE.fullmatch(self.path[-1]) is None

    def fits(self, shape: Shape) -> bool:
        """Whether the tensor can have this shape, unknown sizes matching any."""
        if shape is None:
            return True
        found = self.tensor.shape
        return len(found) == len(shape) and all(
            size in (None, actual) for size, actual in zip(shape, found, strict=True)
        )


@dataclass(frozen=True, eq=False)
class Group:
    """One layer's tensors in the order of the file."""

    name: str
    entries: tuple[Named, ...]
