"""The words in which a family says what its layers become in another order of axes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rekeras.archive import Layer
from rekeras.layers._description import Spec
from rekeras.layout.axes import PLAIN, Axes


@dataclass(frozen=True)
class Given:
    """What a layer is called on: every tensor of its arguments in order, batch first.

    Attributes:
        axes: The order in which each stands in the new model.
        specs: What each was in the old model.
    """

    axes: tuple[Axes, ...]
    specs: tuple[Spec, ...]

    @property
    def first(self) -> Axes:
        """The order of the first tensor."""
        return self.axes[0] if self.axes else PLAIN

    @property
    def rank(self) -> int | None:
        """How many dimensions the first tensor has; None where unknown."""
        return len(self.first) or (self.specs[0].rank if self.specs else None)

    @property
    def all_plain(self) -> tuple[Axes, ...]:
        """PLAIN for each tensor."""
        return (PLAIN,) * len(self.axes)


@dataclass(frozen=True)
class Moved:
    """A layer in the new model.

    Attributes:
        layer: The layer; the old object itself where it stays as it was.
        inputs: The order in which it takes each of its tensors.
        output: The order of its (first) output.
        others: The order of further outputs.
    """

    layer: Layer
    inputs: tuple[Axes, ...]
    output: Axes = PLAIN
    others: tuple[Axes, ...] = ()

    def order_of(self, index: int) -> Axes:
        """The order of one output."""
        outputs = (self.output, *self.others)
        return outputs[index] if index < len(outputs) else PLAIN


class CannotMoveError(Exception):
    """The layer has no twin with channels last; the text says why, for the person with the file."""


Mover = Callable[[Layer, Given], "Moved | None"]


class Family:
    """What becomes of the layers of one family, by class name."""

    def __init__(self) -> None:
        self.movers: dict[str, Mover] = {}

    def on(self, *class_names: str) -> Callable[[Mover], Mover]:
        """Register a function for these classes; it returns None for a layer that stays, on plain tensors."""

        def register(mover: Mover) -> Mover:
            self.movers |= dict.fromkeys(class_names, mover)
            return mover

        return register
