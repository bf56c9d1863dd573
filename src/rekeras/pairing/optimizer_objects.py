"""The optimizer's variables in an object graph: which slot of which variable each is, or their order in its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rekeras.archive import StateTensor, Tensor
from rekeras.containers.object_graph import ROOT, ObjectGraph

OWN = ("_iterations", "_learning_rate", "_current_learning_rate")
LIST = "_variables"
INNER = ("inner_optimizer", "_optimizer", "base_optimizer")
"""Under which attribute an optimizer that scales the loss holds the one that it works with."""


def optimizer_state(
    graph: ObjectGraph, tensors: Mapping[str, Tensor], places: Mapping[str, str], root: int = ROOT
) -> tuple[StateTensor, ...]:
    """The variables of the optimizer of a model.

    Args:
        graph: The object graph.
        tensors: All tensors of the checkpoint, by key.
        places: Where the model's variables stand in the archive, by their keys.
        root: The object that is the model.
    """
    optimizer = graph.at(("optimizer",), root)
    if optimizer is None:
        return ()
    numbers = [optimizer, *(found for name in INNER if (found := graph.at((name,), optimizer)) is not None)]
    for number in numbers:
        if LIST in graph.objects[number].children:
            return tuple(_listed(graph, tensors, number))
    named = {one.name: one for number in numbers for one in _named(graph, tensors, places, number)}
    return tuple(named.values())


def _named(
    graph: ObjectGraph, tensors: Mapping[str, Tensor], places: Mapping[str, str], number: int
) -> Iterator[StateTensor]:
    """Of TensorFlow up to 2.10: slots say which variable they are for, the rest are attributes."""
    node = graph.objects[number]
    for name, child in node.children.items():
        key = graph.objects[child].variable
        if key in tensors:
            yield StateTensor(key, tensors[key], name)
    for slot, variable, child in node.slots:
        key, of = graph.objects[child].variable, graph.objects[variable].variable
        if key in tensors and of in places:
            yield StateTensor(key, tensors[key], slot, places[of])


def _listed(graph: ObjectGraph, tensors: Mapping[str, Tensor], number: int) -> Iterator[StateTensor]:
    """Since TensorFlow 2.11: its own ones are attributes, all others stand in a list in the order of Keras."""
    children = graph.objects[number].children
    order = [children[name] for name in OWN if name in children]
    items = graph.objects[children[LIST]].children
    order += [child for _index, child in sorted((int(name), child) for name, child in items.items() if name.isdigit())]
    order += [child for name, child in children.items() if name not in OWN]
    for key in dict.fromkeys(graph.objects[child].variable for child in order):
        if key in tensors:
            yield StateTensor(key, tensors[key])
