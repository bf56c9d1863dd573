"""Whether every tensor has a place in Keras 3's weights file, and every variable that Keras 3 makes its tensor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rekeras.archive import Address, Layer, Tensor, show_address, walk
from rekeras.keras3.places import Group, unreached
from rekeras.layers._description import Description, Shape, Variable
from rekeras.records import Finding, Severity

REPORT = "Report the file to rekeras."


def problems(model: Layer, description: Description, groups: Iterable[Group]) -> tuple[Finding, ...]:
    """What would be lost or missing in the result, all of it refusals."""
    placed = {id(tensor) for group in groups for tensor in group.variables.values()}
    lost = {address for address in unreached(model) if _holds_tensors(model, address)}
    found = [
        _refusal("layer_without_output", address, "feeds no output, and Keras 3 drops such layers") for address in lost
    ]
    for address, layer in walk(model):
        if not any(address[: len(outer)] == outer for outer in lost):
            found += _in_layer(layer, address, description, placed)
    return tuple(found)


def _in_layer(layer: Layer, address: Address, description: Description, placed: set[int]) -> Iterator[Finding]:
    for name, present in layer.weights.items():
        if id(present) not in placed:
            what = f"{layer.class_name} has a variable {name}, which it does not have in Keras 3"
            yield _refusal("variable_without_place", address, what)
    for variable in described_at(description, address).variables:
        tensor = layer.weights.get(variable.name)
        if tensor is None or not _fits(tensor, variable.shape):
            yield _disagreement(layer, address, variable, tensor)


def _disagreement(layer: Layer, address: Address, variable: Variable, tensor: Tensor | None) -> Finding:
    found = "is missing" if tensor is None else f"has the shape {tensor.shape}"
    expected = "" if variable.shape is None else f"shape {variable.shape}"
    return _refusal("variable_disagrees", address, f"variable {variable.name} of {layer.class_name} {found}", expected)


def _refusal(code: str, address: Address, found: str, expected: str = "") -> Finding:
    return Finding(code, Severity.REFUSAL, show_address(address), found, expected, REPORT)


def described_at(description: Description, address: Address) -> Description:
    """The part of a description that is about the layer at an address; an empty one where there is none."""
    for place in address:
        description = description.children.get(place, Description())
    return description


def _holds_tensors(model: Layer, address: Address) -> bool:
    return any(layer.weights for at, layer in walk(model) if at[: len(address)] == address)


def _fits(tensor: Tensor, shape: Shape) -> bool:
    if shape is None:
        return True
    pairs = zip(tensor.shape, shape, strict=False)
    return len(tensor.shape) == len(shape) and all(wanted in (None, size) for size, wanted in pairs)
