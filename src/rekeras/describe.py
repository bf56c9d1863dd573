"""Infer what every layer of a model gets and gives, and which variables it has, without building it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from rekeras.archive import Address, Graph, Layer, TensorRef, map_refs, show_address
from rekeras.errors import NONSENSE
from rekeras.layers._description import UNKNOWN, Describer, Description, Family, Inputs, ShapeError, Spec
from rekeras.layers._dtype import cast
from rekeras.layers._keras1_words import is_keras_1
from rekeras.records import Finding, Severity
from rekeras.registry import units_of


@cache
def describers(*, keras_1: bool = False, operations: bool = False) -> Mapping[str, Describer]:
    """Every describer by class name: of layers in the words of Keras 1, or of all later versions; or of operations.

    Raises:
        ValueError: Two families describe the same class.
    """
    merged: dict[str, Describer] = {}
    for family in units_of("rekeras.layers", "family", Family):
        if (family.keras_1, family.operations) != (keras_1, operations):
            continue
        if twice := merged.keys() & family.describers.keys():
            raise ValueError(f"described by two families: {sorted(twice)}")
        merged |= family.describers
    return merged


def describer_of(layer: Layer) -> Describer | None:
    """The describer of a layer, under its package if it is not Keras's own; None for classes that no family knows."""
    if layer.code and layer.code.is_own_class:
        return None
    if layer.is_operation:
        return describers(operations=True).get(layer.class_name)
    name = f"{layer.package}>{layer.class_name}" if layer.package else layer.class_name
    return describers(keras_1=is_keras_1(layer)).get(name)


@dataclass
class _Walk:
    """What one walk through a model gathers."""

    problems: list[Finding] = field(default_factory=list)


def describe(model: Layer, inputs: Inputs | None = None) -> tuple[Description, tuple[Finding, ...]]:
    """Describe a model and everything in it.

    Args:
        model: The outermost model, or a single layer.
        inputs: What it is called on; a model with InputLayers or ``batch_input_shape`` needs none.

    Returns:
        The description, with those of inner layers in ``children``; and a finding for each layer whose config
        disagrees with the shapes it gets. Classes that no family knows give unknown outputs and no finding.
    """
    walk = _Walk()
    return _describe(model, inputs or Inputs(), (), walk), tuple(walk.problems)


def describe_inner(layer: Layer, inputs: Inputs) -> Description:
    """Describe an inner layer for the family of the outer one.

    Raises:
        ShapeError: Config and shapes of the inner layer disagree.
    """
    walk = _Walk()
    description = _describe(layer, inputs, (), walk)
    if walk.problems:
        raise ShapeError("; ".join(problem.found for problem in walk.problems))
    return description


def _describe(layer: Layer, inputs: Inputs, address: Address, walk: _Walk) -> Description:
    description = _described(layer, inputs, address, walk)
    outputs = layer.code.outputs(inputs) if layer.code else None
    return description if outputs is None else replace(description, outputs=outputs)


def _described(layer: Layer, inputs: Inputs, address: Address, walk: _Walk) -> Description:
    if layer.graph is not None:
        return _describe_functional(layer, layer.graph, inputs, address, walk)
    if layer.class_name == "Sequential":
        return _describe_sequential(layer, inputs, address, walk)
    describer = describer_of(layer)
    if describer is None:
        children = {place: _describe(part, Inputs(), (*address, place), walk) for place, part in layer.parts.items()}
        return Description(children=children, inputs=inputs)
    try:
        return replace(_with_sizes(describer(layer, _cast(layer, inputs))), inputs=inputs)
    except ShapeError as problem:
        code, found = "shapes_disagree", str(problem)
    except NONSENSE as problem:
        code, found = "config_makes_no_sense", f"its config cannot be understood ({type(problem).__name__}: {problem})"
    walk.problems.append(Finding(code, Severity.REFUSAL, show_address(address), f"{layer.class_name}: {found}"))
    return Description(inputs=inputs)


def _with_sizes(description: Description) -> Description:
    """The description, if its variables have sizes for shapes."""
    for variable in description.variables:
        sizes: tuple[Any, ...] = variable.shape or ()  # whatever stands in the config
        if not all(size is None or (isinstance(size, int) and size >= 0) for size in sizes):
            raise ShapeError(f"the variable {variable.name} would have the shape {variable.shape}")
    return description


def _cast(layer: Layer, inputs: Inputs) -> Inputs:
    """What the layer's ``call`` sees; keyword arguments are not cast by Keras 2 and say nothing about dtypes."""
    if layer.class_name == "InputLayer" or layer.is_operation:
        return inputs
    return Inputs(
        tuple(_map_specs(argument, lambda spec: cast(layer, spec)) for argument in inputs.args), inputs.kwargs
    )


def _map_specs(structure: Any, function: Callable[[Spec], Spec]) -> Any:
    if isinstance(structure, Spec):
        return function(structure)
    if isinstance(structure, Mapping):
        return {key: _map_specs(value, function) for key, value in structure.items()}
    if isinstance(structure, list | tuple):
        return [_map_specs(value, function) for value in structure]
    return structure


def _describe_sequential(layer: Layer, inputs: Inputs, address: Address, walk: _Walk) -> Description:
    children: dict[str, Description] = {}
    current: Any = inputs.args[0] if inputs.args else UNKNOWN
    for index, inner in enumerate(layer.layers):
        if index == 0 and current == UNKNOWN:
            current = _declared_input(layer, inner)
        child = _describe(inner, Inputs((current,)), (*address, inner.name), walk)
        children[inner.name] = child
        current = child.outputs
    return Description(outputs=current, children=children, inputs=inputs)


def _declared_input(layer: Layer, first: Layer) -> Spec:
    for holder, key in ((first, "batch_input_shape"), (first, "batch_shape"), (layer, "build_input_shape")):
        shape = holder.config.get(key)
        if isinstance(shape, list | tuple) and all(size is None or isinstance(size, int) for size in shape):
            dtype = first.config.get("dtype")
            return Spec(tuple(shape), dtype if isinstance(dtype, str) else "float32")
    return UNKNOWN


def _describe_functional(layer: Layer, graph: Graph, inputs: Inputs, address: Address, walk: _Walk) -> Description:
    tensors = _given_inputs(layer, graph, inputs)
    children: dict[str, Description] = {}
    by_name = {inner.name: inner for inner in layer.layers}

    def spec_of(ref: TensorRef) -> Spec:
        return tensors.get(ref, UNKNOWN)

    for call in graph.calls:
        called_on = Inputs(map_refs(call.args, spec_of), map_refs(call.kwargs, spec_of))
        description = _describe(by_name[call.layer], called_on, (*address, call.layer), walk)
        children.setdefault(call.layer, description)
        for index, spec in enumerate(_flat(description.outputs)):
            tensors[TensorRef(call.layer, call.node, index)] = spec
    for inner in layer.layers:  # input layers, and layers that nothing calls
        if inner.name not in children:
            children[inner.name] = _describe(
                inner, Inputs((spec_of(TensorRef(inner.name)),)), (*address, inner.name), walk
            )
    return Description((), map_refs(graph.outputs, spec_of), children, inputs, tensors)


def _given_inputs(layer: Layer, graph: Graph, inputs: Inputs) -> dict[TensorRef, Spec]:
    tensors: dict[TensorRef, Spec] = {}
    for inner in layer.layers:
        if inner.class_name == "InputLayer":
            declared = _describe(inner, Inputs(), (), _Walk()).outputs
            tensors[TensorRef(inner.name)] = declared
    given = _flat(inputs.args[0]) if inputs.args else []
    wanted = _flat_refs(graph.inputs)
    if len(given) == len(wanted):
        tensors |= {ref: spec for ref, spec in zip(wanted, given, strict=True) if spec.shape is not None}
    return tensors


def _flat(structure: Any) -> list[Spec]:
    if isinstance(structure, Spec):
        return [structure]
    if isinstance(structure, Mapping):
        return [spec for value in structure.values() for spec in _flat(value)]
    if isinstance(structure, list | tuple):
        return [spec for value in structure for spec in _flat(value)]
    return []


def _flat_refs(structure: Any) -> list[TensorRef]:
    flat: list[TensorRef] = []
    map_refs(structure, flat.append)
    return flat
