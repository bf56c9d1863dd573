"""The object graph of a checkpoint: which object holds which other under which attribute, and where its tensors stand.

https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/core/protobuf/trackable_object_graph.proto
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rekeras.containers.bundle_keys import OBJECT_GRAPH
from rekeras.containers.tensor_bundle import TensorBundle
from rekeras.containers.tensorflow_messages import parse
from rekeras.errors import UnreadableFileError

VARIABLE = "VARIABLE_VALUE"
ROOT = 0


@dataclass(frozen=True)
class TrackedObject:
    """One object.

    Attributes:
        children: The objects that it holds, by the attribute's name.
        tensors: The keys of its tensors in the checkpoint, by what they are of it; a variable has one.
        full_name: What TensorFlow called the variable when it was made; empty for other objects.
        slots: The optimizer's variables for variables: name of the slot, the variable, the slot's variable.
    """

    children: Mapping[str, int]
    tensors: Mapping[str, str]
    full_name: str = ""
    slots: tuple[tuple[str, int, int], ...] = ()

    @property
    def variable(self) -> str:
        """The key of its value, if it is a variable; else empty."""
        return self.tensors.get(VARIABLE, "")


@dataclass(frozen=True)
class ObjectGraph:
    """All objects of a checkpoint; the first one is what was saved."""

    objects: tuple[TrackedObject, ...]

    def at(self, path: Sequence[str], start: int = ROOT) -> int | None:
        """The object at the end of a path of attributes; None where one of them is not there."""
        for name in path:
            found = self.objects[start].children.get(name)
            if found is None:
                return None
            start = found
        return start

    @cached_property
    def paths(self) -> Mapping[int, tuple[str, ...]]:
        """The shortest path of attributes to every object, slots of optimizers below the optimizer."""
        paths: dict[int, tuple[str, ...]] = {ROOT: ()}
        queue = [ROOT]
        for number in queue:
            node = self.objects[number]
            slots = ((f"slot {name}", slot) for name, _variable, slot in node.slots)
            for name, child in (*node.children.items(), *slots):
                if child not in paths:
                    paths[child] = (*paths[number], name)
                    queue.append(child)
        return paths

    def owners(self) -> Iterator[tuple[str, int]]:
        """Every key of the checkpoint that belongs to an object, and the object."""
        for number, node in enumerate(self.objects):
            for key in node.tensors.values():
                yield key, number


def read_object_graph(bundle: TensorBundle) -> ObjectGraph | None:
    """The object graph of a checkpoint; None for checkpoints that have only names.

    Raises:
        UnreadableFileError: It is damaged, or names objects that are not there.
    """
    tensor = bundle.tensors.get(OBJECT_GRAPH)
    if tensor is None:
        return None
    where = f"{bundle.index}: {OBJECT_GRAPH}"
    if tensor.dtype != "str" or tensor.shape != ():
        raise UnreadableFileError(where, f"is {tensor.dtype} of shape {tensor.shape}", expected="one text")
    nodes = parse("ObjectGraph", tensor.read().item(), where).nodes
    bundle.limits.require("number of objects", len(nodes), bundle.limits.members, where)
    objects = tuple(_object(node) for node in nodes)
    named = {child for node in objects for child in (*node.children.values(), *(each[2] for each in node.slots))}
    if not objects or any(not 0 <= child < len(objects) for child in named):
        raise UnreadableFileError(where, "names objects that are not in it", advice="The checkpoint is damaged.")
    return ObjectGraph(objects)


def _object(node: Any) -> TrackedObject:
    return TrackedObject(
        {child.local_name: child.node_id for child in node.children},
        {attribute.name: attribute.checkpoint_key for attribute in node.attributes},
        next((attribute.full_name for attribute in node.attributes if attribute.name == VARIABLE), ""),
        tuple(
            (slot.slot_name, slot.original_variable_node_id, slot.slot_variable_node_id) for slot in node.slot_variables
        ),
    )
