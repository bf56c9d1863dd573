"""A downgrade: one thing that Keras 3 writes otherwise than Keras 2 did, and how Keras 2 wrote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rekeras.archive import Layer

Change = Callable[[Layer], Layer]


class NotInKeras2Error(Exception):
    """Keras 2 cannot say it; the text is the end of a sentence about the layer."""


@dataclass
class Downgrade:
    """One change.

    Attributes:
        module: ``__name__`` of its module.
        changes: The function for each class; ``*`` for all of them.
    """

    module: str
    changes: dict[str, Change] = field(default_factory=dict)

    def on(self, *class_names: str) -> Callable[[Change], Change]:
        """Register the function for layers of these classes, for all where none is named."""

        def register(change: Change) -> Change:
            for name in class_names or ("*",):
                self.changes[name] = change
            return change

        return register

    def apply(self, layer: Layer) -> Layer:
        """The layer as Keras 2 has it, as far as this change goes.

        Raises:
            NotInKeras2Error: Keras 2 has no such thing.
        """
        change = self.changes.get(layer.class_name) or self.changes.get("*")
        return change(layer) if change else layer
