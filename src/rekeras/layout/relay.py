"""Puts a whole upgraded model to channels last: the same function with transposed inputs and outputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.archive import Layer, TensorRef, refs_in, show_address, walk
from rekeras.describe import describe
from rekeras.layers._description import Description, Spec
from rekeras.layers._spatial import is_channels_first
from rekeras.layout.axes import PLAIN, Axes, arranged, channels_last
from rekeras.layout.books import Books
from rekeras.layout.family import Given, Moved
from rekeras.layout.walk import move
from rekeras.records import Change, Finding, Severity
from rekeras.rules._masks import arrivals


@dataclass(frozen=True)
class Relaid:
    """A model in the new data format.

    Attributes:
        model: The model.
        inputs: The new order of the axes of each input, in the order of the inputs, a dict's by its sorted names.
        outputs: The same of each output.
        changes: What was done to which layer.
        findings: The new layout of inputs and outputs; a refusal for each layer that has no twin.
    """

    model: Layer
    inputs: tuple[Axes, ...]
    outputs: tuple[Axes, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def relay(model: Layer) -> Relaid:
    """Put a model to channels last. It must have gone through all rules.

    Each input keeps its layout or gets the new one, whichever needs fewer Permute layers.
    """
    description, _problems = describe(model)
    names, specs = zip(*inputs_of(model, description), strict=True) if model.layers else ((), ())
    best = (PLAIN,) * len(specs)
    least, _moved, _books = _try(model, best, specs, description)
    for index, spec in enumerate(specs):
        for order in _orders_for(spec):
            orders = (*best[:index], order, *best[index + 1 :])
            if (needed := _try(model, orders, specs, description)[0]) < least:
                best, least = orders, needed
    _needed, moved, books = _try(model, best, specs, description)
    _refuse_what_is_left(moved.layer, books)
    outputs = (moved.output, *moved.others)
    layouts = (
        *(_layout("input", name, spec, axes) for name, spec, axes in zip(names, specs, best, strict=True) if axes),
        *(
            _layout("output", name, Spec(), axes)
            for name, axes in zip(_outputs_of(model), outputs, strict=False)
            if axes
        ),
    )
    inputs, outputs = _sorted(model, "inputs", best), _sorted(model, "outputs", outputs)
    return Relaid(moved.layer, inputs, outputs, tuple(books.changes), (*books.findings, *layouts))


def _orders_for(spec: Spec) -> Iterator[Axes]:
    """Sequences, images and volumes; and sequences of these."""
    if spec.rank in (3, 4, 5):
        yield channels_last(spec.rank)
    if spec.rank in (4, 5, 6):
        yield channels_last(spec.rank, in_time=True)


def _try(
    model: Layer, orders: tuple[Axes, ...], specs: tuple[Spec, ...], description: Description
) -> tuple[int, Moved, Books]:
    books = Books()
    moved = move(model, Given(orders, specs), description, (), books)
    return len(books.permutes), moved, books


def inputs_of(model: Layer, description: Description) -> Iterator[tuple[str, Spec]]:
    """Name and shape of each input."""
    if model.graph is not None:
        for ref in refs_in(model.graph.inputs):
            yield ref.layer, description.tensors.get(ref, Spec())
        return
    first = description.children[model.layers[0].name]
    declares = model.layers[0].class_name == "InputLayer"
    yield model.layers[0].name, first.outputs if declares else first.inputs.first


def _outputs_of(model: Layer) -> list[str]:
    if model.graph is not None:
        return [ref.layer for ref in refs_in(model.graph.outputs)]
    return [model.layers[-1].name]


def _sorted(model: Layer, ends: str, orders: tuple[Axes, ...]) -> tuple[Axes, ...]:
    structure: Any = getattr(model.graph, ends) if model.graph else None
    if not isinstance(structure, Mapping):
        return orders
    by_ref: dict[TensorRef, Axes] = dict(zip(refs_in(structure), orders, strict=True))
    return tuple(by_ref[ref] for name in sorted(structure) for ref in refs_in(structure[name]))


def _layout(kind: str, name: str, spec: Spec, axes: Axes) -> Finding:
    """What a person has to know who gives the input or takes the output."""
    shape = f" and the shape {tuple(arranged(spec.shape, axes))}" if spec.shape else ""
    found = f"the {kind} has its channels last now{shape}"
    back = tuple(axes.index(axis) for axis in range(len(axes)))
    advice = f"Give it x.transpose({axes})." if kind == "input" else f"As it was: y.transpose({back})."
    return Finding(f"{kind}_layout", Severity.NOTE, name, found, advice=advice)


def _refuse_what_is_left(model: Layer, books: Books) -> None:
    """A layer inside something that nobody knows; and masks, which a Permute does not pass on."""
    refused = {finding.where for finding in books.findings}
    for address, layer in walk(model):
        if is_channels_first(layer) and layer.class_name != "Flatten" and show_address(address) not in refused:
            books.refuse(address, layer, "what it becomes is not known")
    for arrival in arrivals(model):
        if arrival.address in books.permutes and any(arrival.masks):
            books.refuse(arrival.address, arrival.layer, "a mask would be lost on it")
