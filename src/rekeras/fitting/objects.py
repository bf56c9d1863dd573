"""Weights in a checkpoint of TensorFlow whose variables hang on objects (``layer-3/kernel``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rekeras.archive import Layer, Leftover, Source
from rekeras.containers.object_graph import ObjectGraph
from rekeras.fitting.holding import Fit, fit_of
from rekeras.fitting.piece import Piece, Place
from rekeras.layers._description import Description
from rekeras.pairing.by_object import LISTS, pair_objects
from rekeras.pairing.groups import Named
from rekeras.pairing.model import Paired
from rekeras.pairing.objects import has_layers, layer_objects, locate
from rekeras.readers._checkpoint_weights import CheckpointWeights, model_in

FIRST = "layer-"


@dataclass(frozen=True)
class ObjectHolding:
    """A checkpoint with its object graph.

    Attributes:
        source: The file.
        weights: Its tensors.
        graph: Which object holds which other.
    """

    source: Source | None
    weights: CheckpointWeights
    graph: ObjectGraph

    def pieces(self, _places: Sequence[Place], *, flat: bool) -> tuple[Piece, ...]:
        """One for each layer of the model; with ``flat``, one for each layer of inner models."""
        return tuple(piece for piece in self._pieces(model_in(self.graph), "", flat=flat) if piece.entries)

    def _pieces(self, number: int, outer: str, *, flat: bool) -> list[Piece]:
        found: list[Piece] = []
        for index, child in enumerate(layer_objects(self.graph, number)):
            name = f"{outer}{FIRST}{index}"
            if flat and has_layers(self.graph, child):
                found += self._pieces(child, f"{name}/", flat=True)
            else:
                found.append(Piece(name, tuple(self._below(child)), series=""))
        return found

    def _below(self, number: int) -> list[Named]:
        entries: list[Named] = []
        seen, queue = {number}, [(number, "")]
        for current, path in queue:
            node = self.graph.objects[current]
            if node.variable in self.weights.tensors:
                entries.append(Named(path, self.weights.tensors[node.variable]))
            for name, child in node.children.items():
                if child not in seen and name not in LISTS:
                    seen.add(child)
                    queue.append((child, f"{path}/{name}".lstrip("/")))
        return entries

    def one(self, place: Place, piece: Piece) -> Fit:
        """By the attributes of the object."""
        number = model_in(self.graph)
        for step in piece.name.split("/"):
            number = layer_objects(self.graph, number)[int(step.removeprefix(FIRST))]
        located = locate(place.layer, self.graph, {}, number)
        tensors = {entry.tensor.origins[0]: entry.tensor for entry in piece.entries}
        return fit_of(pair_objects(place.layer, place.description, located, self.graph, tensors))

    def whole(self, model: Layer, description: Description) -> Paired | None:
        """By the objects of all layers."""
        return self.weights.pair(model, description)

    def leftovers(self) -> tuple[Leftover, ...]:
        """None but those that pairing tells."""
        return ()
