"""A layer: its class, its config, its own variables, and the layers inside it. Models are layers too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rekeras.archive.code import Code
from rekeras.archive.graph import Graph
from rekeras.archive.tensors import Tensor

OPERATIONS = "keras.src.ops."
"""What the modules begin with that hold the operations of Keras 3."""
NUMPY_OPERATIONS = f"{OPERATIONS}numpy"
"""The module of most of them: of those that numpy has too."""

Address = tuple[str, ...]
"""Names of the layers from the outermost in, without the model itself: ``("encoder", "lstm", "forward_layer")``."""


@dataclass(frozen=True)
class Layer:
    """One layer, or one whole model.

    Attributes:
        class_name: As the source spells it; rules change it to Keras 3's name.
        name: The layer's name.
        config: Every other config key, as plain JSON values; what stands in ``parts`` and ``layers`` is taken out.
        weights: Own variables by the name Keras gives them (``kernel``), in Keras's order.
        parts: Inner layers of wrappers and of RNN, by their place: ``layer``, ``cell``, ``cells.0``, ``forward_layer``,
            ``backward_layer``. A Bidirectional always has the last two, whatever the config wrote.
        layers: The layers of a Functional or Sequential model, in file order; empty for other layers.
        graph: The calls of a Functional model; None for everything else.
        package: Where a class that is not Keras's own is registered or defined (``Addons``, ``my_layers``); else empty.
        code: What its own code made, where a person gave that; else None.
    """

    class_name: str
    name: str
    config: Mapping[str, Any] = field(default_factory=dict)
    weights: Mapping[str, Tensor] = field(default_factory=dict)
    parts: Mapping[str, Layer] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()
    graph: Graph | None = None
    package: str = ""
    code: Code | None = None

    @property
    def is_model(self) -> bool:
        """Whether this is a Functional or Sequential model."""
        return self.graph is not None or self.class_name == "Sequential"

    @property
    def is_operation(self) -> bool:
        """Whether this is an operation of ``keras.ops`` (``package`` is its module) rather than a layer."""
        return self.package.startswith(OPERATIONS)

    def with_config(self, changes: Mapping[str, Any] | None = None, *, drop: tuple[str, ...] = ()) -> Layer:
        """Return the layer with config keys set and dropped; dropping a key it does not have is no error."""
        config = {key: value for key, value in self.config.items() if key not in drop}
        return replace(self, config=config | dict(changes or {}))

    def children(self) -> Iterator[tuple[str, Layer]]:
        """Yield what an address calls each directly inner layer, and the layer."""
        yield from self.parts.items()
        for layer in self.layers:
            yield layer.name, layer

    def map_children(self, function: Callable[[str, Layer], Layer]) -> Layer:
        """Return the layer with every directly inner layer replaced by what ``function`` makes of it."""
        if not self.parts and not self.layers:
            return self
        parts = {place: function(place, part) for place, part in self.parts.items()}
        layers = tuple(function(layer.name, layer) for layer in self.layers)
        return replace(self, parts=parts, layers=layers)


def walk(layer: Layer, address: Address = ()) -> Iterator[tuple[Address, Layer]]:
    """Yield a layer and all layers inside it, outermost first, each with its address."""
    yield address, layer
    for place, child in layer.children():
        yield from walk(child, (*address, place))


def show_address(address: Address) -> str:
    """The address as people read it; the whole model is ``(model)``."""
    return " / ".join(address) if address else "(model)"
