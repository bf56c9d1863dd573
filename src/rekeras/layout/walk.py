"""Walks a model from its inputs to its outputs and gives every layer its tensors in the order of axes that it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial

from rekeras.archive import Address, Call, Graph, Layer, TensorRef, map_refs, refs_in
from rekeras.layers._description import UNKNOWN, Description, Spec
from rekeras.layout.axes import PLAIN, Axes, arranged
from rekeras.layout.books import Books
from rekeras.layout.family import CannotMoveError, Family, Given, Moved, Mover
from rekeras.layout.wrappers import move_wrapper
from rekeras.registry import units_of


@cache
def movers() -> Mapping[str, Mover]:
    """What becomes of each class that a family knows."""
    families = units_of("rekeras.layout.families", "family", Family)
    return {name: mover for family in families for name, mover in family.movers.items()}


def move(layer: Layer, given: Given, description: Description, address: Address, books: Books) -> Moved:
    """The layer in the new model, with everything inside it; on plain tensors where nobody knows it."""
    if layer.graph is not None:
        return _Functional(layer, layer.graph, description, address, books).move(given)
    if layer.class_name == "Sequential":
        return _move_sequential(layer, given, description, address, books)
    mover = None if layer.package else movers().get(layer.class_name)
    try:
        moved = mover(layer, given) if mover else None
        if layer.parts and not layer.package:
            moved = move_wrapper(layer, given, partial(_move_part, layer, description, address, books))
    except CannotMoveError as problem:
        books.refuse(address, layer, str(problem))
        moved = None
    moved = moved or Moved(layer, given.all_plain)
    books.enter(address, layer, moved.layer)
    return moved


def _move_part(
    layer: Layer, description: Description, address: Address, books: Books, place: str, given: Given
) -> Moved:
    child = description.children.get(place, Description())
    return move(layer.parts[place], given, child, (*address, place), books)


def _move_sequential(layer: Layer, given: Given, description: Description, address: Address, books: Books) -> Moved:
    current, inputs = given.first, (given.first, *given.all_plain[1:])
    layers: list[Layer] = []
    taken = {inner.name for inner in layer.layers}
    for inner in layer.layers:
        if inner.class_name == "InputLayer":
            layers.append(moved_input(inner, current, (*address, inner.name), books))
            continue
        child = description.children.get(inner.name, Description())
        spec = child.inputs.first
        moved = move(inner, Given((current,), (spec,)), child, (*address, inner.name), books)
        wanted = moved.inputs[0] if moved.inputs else PLAIN
        if wanted != current:
            layers.append(books.permute(inner.name, current, wanted, address, taken))
        layers.append(moved.layer)
        current = moved.output
    layer = _with_build_shape(layer, given.first, address, books)
    same = len(layers) == len(layer.layers) and all(map(lambda one, other: one is other, layers, layer.layers))
    return Moved(layer if same else replace(layer, layers=tuple(layers)), inputs, current)


def _with_build_shape(layer: Layer, axes: Axes, address: Address, books: Books) -> Layer:
    shape = layer.config.get("build_input_shape")
    if not axes or not isinstance(shape, list | tuple) or len(shape) != len(axes):
        return layer
    moved = layer.with_config({"build_input_shape": arranged(shape, axes)})
    books.enter(address, layer, moved)
    return moved


def moved_input(layer: Layer, axes: Axes, address: Address, books: Books) -> Layer:
    """An InputLayer for the new order."""
    for key in ("batch_shape", "batch_input_shape"):
        shape = layer.config.get(key)
        if axes and isinstance(shape, list | tuple):
            moved = layer.with_config({key: arranged(shape, axes)})
            books.enter(address, layer, moved)
            return moved
    return layer


@dataclass
class _Functional:
    """One Functional model on its way, call by call."""

    model: Layer
    graph: Graph
    description: Description
    address: Address
    books: Books
    axes: dict[TensorRef, Axes] = field(default_factory=dict)
    layers: dict[str, Layer] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    done: dict[str, tuple[Given, Moved]] = field(default_factory=dict)
    permuted: dict[tuple[TensorRef, Axes], TensorRef] = field(default_factory=dict)

    def move(self, given: Given) -> Moved:
        inputs = list(refs_in(self.graph.inputs))
        named = isinstance(self.graph.inputs, Mapping) and bool(self.address)
        orders = (PLAIN,) * len(inputs) if named else given.axes[: len(inputs)]
        self.axes = dict(zip(inputs, orders, strict=False))
        self.layers = {layer.name: layer for layer in self.model.layers}
        for ref, order in self.axes.items():
            self.layers[ref.layer] = moved_input(self.layers[ref.layer], order, (*self.address, ref.layer), self.books)
        for call in self.graph.calls:
            self._move_call(call)
        outputs = [self.axes.get(ref, PLAIN) for ref in refs_in(self.graph.outputs)]
        graph = Graph(tuple(self.calls), self.graph.inputs, self.graph.outputs)
        same = all(self.layers[layer.name] is layer for layer in self.model.layers) and not self.permuted
        moved = self.model if same else replace(self.model, layers=tuple(self.layers.values()), graph=graph)
        taken = (*orders, *given.all_plain[len(orders) :])
        return Moved(moved, taken, outputs[0] if outputs else PLAIN, tuple(outputs[1:]))

    def _move_call(self, call: Call) -> None:
        refs = list(refs_in((call.args, call.kwargs)))
        specs = tuple(self.description.tensors.get(ref, UNKNOWN) for ref in refs)
        moved = self._moved(call.layer, Given(tuple(self.axes.get(ref, PLAIN) for ref in refs), specs))
        wanted = iter(moved.inputs)
        args, kwargs = map_refs((call.args, dict(call.kwargs)), lambda ref: self._in_order(ref, next(wanted)))
        self.calls.append(replace(call, args=args, kwargs=kwargs))
        self.axes |= {
            TensorRef(call.layer, call.node, index): moved.order_of(index) for index in range(1 + len(moved.others))
        }

    def _moved(self, name: str, given: Given) -> Moved:
        """What becomes of a layer; at every call the same, as it was moved at the first that changed it."""
        before = self.done.get(name)
        if before and (before[1].layer is not self._original(name) or before[0].axes == given.axes):
            if len(before[1].inputs) == len(given.axes) and _ranks_agree(before[1], given.specs):
                return before[1]
            self.books.refuse((*self.address, name), self._original(name), "it is shared by tensors of several ranks")
            return Moved(before[1].layer, given.all_plain)
        child = self.description.children.get(name, Description())
        original = self._original(name)
        moved = move(original, given, child, (*self.address, name), self.books)
        if before and moved.layer is not original:
            return Moved(original, given.all_plain)
        self.done[name] = (given, moved)
        self.layers[name] = moved.layer
        return moved

    def _original(self, name: str) -> Layer:
        return next(layer for layer in self.model.layers if layer.name == name)

    def _in_order(self, ref: TensorRef, wanted: Axes) -> TensorRef:
        """The tensor in the order that a layer takes: itself, or what a Permute gives."""
        now = self.axes.get(ref, PLAIN)
        if now == wanted:
            return ref
        if (ref, wanted) not in self.permuted:
            taken = set(self.layers)
            permute = self.books.permute(ref.layer, now, wanted, self.address, taken)
            self.layers[permute.name] = permute
            self.calls.append(Call(permute.name, 0, (ref,)))
            self.permuted[ref, wanted] = TensorRef(permute.name)
            self.axes[TensorRef(permute.name)] = wanted
        return self.permuted[ref, wanted]


def _ranks_agree(moved: Moved, specs: tuple[Spec, ...]) -> bool:
    return all(not axes or spec.rank in (None, len(axes)) for axes, spec in zip(moved.inputs, specs, strict=True))
