"""A model whose variables stand for those that must be found: by shape alone, without numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from rekeras.archive import Layer, Tensor
from rekeras.layers._description import Description, Shape, Variable


@dataclass(frozen=True, eq=False)
class Wanted(Tensor):
    """One variable that a layer must have; two of them are never the same."""

    variable: Variable

    @property
    def shape(self) -> tuple[int, ...]:  # type: ignore[override]
        return tuple(size or 0 for size in self.variable.shape or ())

    @property
    def dtype(self) -> str:  # type: ignore[override]
        return "float32"

    @property
    def origins(self) -> tuple[str, ...]:  # type: ignore[override]
        return ()

    def read(self) -> np.ndarray:
        raise AssertionError(f"{self.variable.name} stands for a variable and has no numbers")

    def fits(self, tensor: Tensor) -> bool:
        """Whether a tensor has its shape; unknown sizes fit any."""
        wanted: Shape = self.variable.shape
        if wanted is None:
            return True
        pairs = zip(wanted, tensor.shape, strict=False)
        return len(wanted) == len(tensor.shape) and all(size in (None, found) for size, found in pairs)


def with_wanted(layer: Layer, description: Description) -> Layer:
    """The layer with a ``Wanted`` for each of its variables, those that training changes first, and so inside it."""
    ordered = sorted(description.variables, key=lambda variable: not variable.trainable)
    inner = layer.map_children(lambda place, part: with_wanted(part, description.children.get(place, Description())))
    return replace(inner, weights={variable.name: Wanted(variable) for variable in ordered})


def with_found(layer: Layer, found: Mapping[int, Tensor]) -> Layer:
    """The layer with the tensors that were found, by the id of the ``Wanted`` that each stands for."""
    weights = {name: found.get(id(tensor), tensor) for name, tensor in layer.weights.items()}
    inner = layer.map_children(lambda _place, part: with_found(part, found))
    return replace(inner, weights={name: one for name, one in weights.items() if not isinstance(one, Wanted)})
