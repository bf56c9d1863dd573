"""The weights of one model in a checkpoint of TensorFlow, for an architecture from another file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rekeras.archive import Layer, Leftover, Tensor
from rekeras.containers.object_graph import ROOT, ObjectGraph, read_object_graph
from rekeras.containers.tensor_bundle import TensorBundle
from rekeras.layers._description import Description
from rekeras.pairing.by_object import pair_objects
from rekeras.pairing.by_variable_name import pair_by_variable_name
from rekeras.pairing.model import Paired
from rekeras.pairing.objects import has_layers, locate


@dataclass(frozen=True)
class CheckpointWeights:
    """A checkpoint that has an object graph (``save_weights``, ``tf.train.Checkpoint``), or names alone (``Saver``)."""

    bundle: TensorBundle
    keras_version: str = ""
    backend: str = "tensorflow"

    @property
    def tensors(self) -> Mapping[str, Tensor]:
        """Every variable, by its key."""
        return self.bundle.tensors

    def pair(self, model: Layer, description: Description) -> Paired:
        """Give every layer of the model its tensors."""
        graph = read_object_graph(self.bundle)
        if graph is None:
            return pair_by_variable_name(model, description, self.bundle.tensors)
        located = locate(model, graph, {}, model_in(graph))
        return pair_objects(model, description, located, graph, self.bundle.tensors)

    def leftovers(self) -> tuple[Leftover, ...]:
        """None but those that pairing tells."""
        return ()


def model_in(graph: ObjectGraph) -> int:
    """The object that is the model: ``tf.train.Checkpoint(model=model, ...)`` has it below the first one."""
    if has_layers(graph, ROOT):
        return ROOT
    below = {child for child in graph.objects[ROOT].children.values() if has_layers(graph, child)}
    return below.pop() if len(below) == 1 else ROOT
