"""The lines of a function that call the layers of a Functional model one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef, refs_in
from rekeras.keras3.operations import is_contested
from rekeras.keras3.order import refs_sorted
from rekeras.layers._description import Description, Spec
from rekeras.spelling.calls import layer_call, operation
from rekeras.spelling.expressions import Atom, Brackets, Expression, call, laid_out, sequence
from rekeras.spelling.names import Names
from rekeras.spelling.outputs import nested, paths
from rekeras.spelling.values import text

MANY = 50
"""Letters of the names of several outputs, beyond which they get one name together."""

Make = Callable[[Layer, Description], Expression]
"""Spells how a layer is made."""


class Body:
    """The lines that call the layers of a Functional model one after the other."""

    def __init__(self, make: Make, model: Layer, graph: Graph, description: Description) -> None:
        self._make, self._model, self._graph, self._description = make, model, graph, description
        self._layers = {layer.name: layer for layer in model.layers}
        self._calls = _needed(graph)
        self._names = Names()
        self._tensors: dict[TensorRef, str] = {}
        self._shared: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        for ref in refs_in(self._graph.inputs):
            layer = self._layers[ref.layer]
            self._tensors[ref] = self._names.new(layer.name)
            yield from laid_out(self._made(layer), f"{self._tensors[ref]} = ", "", 1)
        for index, made_of in enumerate(self._calls):
            yield from self._call(made_of, index)
        model = call(
            "keras.Model",
            inputs=self._ends(self._graph.inputs),
            outputs=self._ends(self._graph.outputs),
            **model_arguments(self._model),
        )
        yield from laid_out(model, "return ", "", 1)

    def _call(self, made_of: Call, index: int) -> Iterator[str]:
        layer = self._layers[made_of.layer]
        if layer.is_operation:
            value = operation(layer, made_of, self._tensors.__getitem__)
        else:
            function, made = self._function(layer)
            yield from made
            first = next(refs_in(made_of.args), TensorRef(""))
            dtype = self._description.tensors.get(first, Spec()).dtype
            value = layer_call(function, made_of, self._tensors.__getitem__, dtype)
        yield from laid_out(value, f"{self._targets(layer, made_of, index)} = ", "", 1)

    def _made(self, layer: Layer) -> Expression:
        description = child(self._description, layer.name)
        return self._make(_uncontested(layer, self._model), description)

    def _function(self, layer: Layer) -> tuple[Expression, list[str]]:
        """What is called: the layer where it is made, or the variable of one that is called again."""
        if layer.name in self._shared:
            return Atom(self._shared[layer.name]), []
        made = self._made(layer)
        if sum(one.layer == layer.name for one in self._calls) == 1:
            return made, []
        self._shared[layer.name] = self._names.new(layer.name)
        return Atom(self._shared[layer.name]), list(laid_out(made, f"{self._shared[layer.name]} = ", "", 1))

    def _targets(self, layer: Layer, made_of: Call, index: int) -> str:
        """The variables of what a call gives."""
        name = layer.name if layer.name not in self._shared else f"{layer.name}_{made_of.node + 1}"
        if layer.graph is not None and isinstance(layer.graph.outputs, Mapping):
            variable = self._names.new(name)
            for at, key in enumerate(sorted(layer.graph.outputs)):
                self._tensors[TensorRef(layer.name, made_of.node, at)] = f"{variable}[{text(key)}]"
            return variable
        outputs = nested(layer, child(self._description, layer.name).outputs)
        if not isinstance(outputs, list | tuple):
            ref = TensorRef(layer.name, made_of.node)
            self._tensors[ref] = "x" if self._is_passed_on(ref, index) else self._names.new(name)
            return self._tensors[ref]
        return self._several(name, made_of, outputs)

    def _several(self, name: str, made_of: Call, outputs: Any) -> str:
        refs = [TensorRef(made_of.layer, made_of.node, at) for at in range(len(outputs))]
        used = set(self._users())
        is_nested = any(isinstance(each, list | tuple) for each in outputs)
        if is_nested or len(outputs) * (len(name) + len("_output_1, ")) > MANY:
            variable = self._names.new(name)
            named = enumerate(paths(outputs, variable))
            self._tensors |= {TensorRef(made_of.layer, made_of.node, at): path for at, path in named}
            return variable
        for at, ref in enumerate(refs):
            self._tensors[ref] = self._names.new(name if at == 0 else f"{name}_output_{at}") if ref in used else "_"
        targets = [self._tensors[ref] for ref in refs]
        return f"({targets[0]},)" if len(targets) == 1 else ", ".join(targets)

    def _is_passed_on(self, ref: TensorRef, index: int) -> bool:
        """Whether only the next call uses a tensor, so that it needs no name of its own."""
        if index + 1 == len(self._calls) or ref in refs_in(self._graph.outputs):
            return False
        users = [at for at, made_of in enumerate(self._calls) if ref in refs_in((made_of.args, made_of.kwargs))]
        return users == [index + 1]

    def _users(self) -> Iterator[TensorRef]:
        for made_of in self._calls:
            yield from refs_in((made_of.args, made_of.kwargs))
        yield from refs_in(self._graph.outputs)

    def _ends(self, structure: Any) -> Expression:
        if isinstance(structure, TensorRef):
            return Atom(self._tensors[structure])
        if isinstance(structure, Mapping):
            return Brackets(None, tuple((f"{text(key)}: ", self._ends(item)) for key, item in structure.items()), "{}")
        return sequence(*map(self._ends, structure))


def _uncontested(layer: Layer, model: Layer) -> Layer:
    """The layer, with another name where Keras may give its own to an operation of the same model."""
    operations = [inner for inner in model.layers if inner.is_operation]
    if layer.is_operation or not any(is_contested(inner, [layer.name]) for inner in operations):
        return layer
    name = f"{layer.name}_layer"
    while name in {inner.name for inner in model.layers}:
        name += "_"
    return replace(layer, name=name)


def _needed(graph: Graph) -> list[Call]:
    """The calls that feed an output, in their order."""
    needed = {(ref.layer, ref.node) for ref in refs_in(graph.outputs)}
    kept = []
    for made_of in reversed(graph.calls):
        if (made_of.layer, made_of.node) in needed:
            needed |= {(ref.layer, ref.node) for ref in refs_sorted((made_of.args, made_of.kwargs))}
            kept.append(made_of)
    return kept[::-1]


def model_arguments(model: Layer) -> dict[str, Expression]:
    """The last arguments of a model."""
    frozen: dict[str, Expression] = {"trainable": Atom("False")} if model.config.get("trainable") is False else {}
    return {**frozen, "name": Atom(text(model.name))}


def child(description: Description, place: str) -> Description:
    """What is known of a layer inside."""
    return description.children.get(place, Description(outputs=Spec()))
