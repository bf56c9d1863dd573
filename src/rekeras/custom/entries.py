"""A tensor that the file has, and a variable that the code makes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rekeras.archive import Tensor

_PLACE = re.compile(r"(^|/)vars/\d+$")
OBJECT_GRAPH = "/.ATTRIBUTES/VARIABLE_VALUE"


@dataclass(frozen=True, eq=False)
class Stored:
    """A tensor of the file.

    Attributes:
        name: Under its layer: a name (``dense_3/kernel``), attributes (``blocks/0/kernel``) or a place (``vars/0``).
        tensor: Its numbers.
    """

    name: str
    tensor: Tensor

    @property
    def is_place(self) -> bool:
        """Whether its name says where a Keras that saves by place put it."""
        return _PLACE.search(self.name) is not None

    @property
    def is_attribute(self) -> bool:
        """Whether its name is the way to it in an object graph."""
        return any(origin.endswith(OBJECT_GRAPH) for origin in self.tensor.origins)


@dataclass(frozen=True)
class Made:
    """A variable that the code made.

    Attributes:
        path: Names of the layers and its own (``block/dense_1/kernel``).
        attribute: Attributes on the way to it (``denses/1/kernel``).
        place: Where Keras 3 saves it; empty where it does not.
        shape: Its shape.
        dtype: Its dtype.
        trainable: Whether training changes it.
        also: Where Keras 3 saves it once more, because two layers share it.
    """

    path: str
    attribute: str
    place: str
    shape: tuple[int, ...]
    dtype: str = "float32"
    trainable: bool = True
    also: tuple[str, ...] = ()


Pairs = tuple[tuple[Made, Stored], ...]
