"""Pair a model with a flat list of named tensors, as TensorFlow.js keeps them: nothing says where a layer begins.

The names are those of Keras, with the layer's name in them. Where they tell nothing (a model that was loaded twice has
a counter in each), the order does: the converter writes one layer after the other, by the names of the layers.
https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-converter/python/tensorflowjs/converters/keras_h5_conversion.py
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rekeras.archive import Layer, Tensor
from rekeras.layers._description import Description
from rekeras.pairing.by_name import without_common_counter
from rekeras.pairing.groups import Group, Named
from rekeras.pairing.layer import is_known
from rekeras.pairing.model import Paired, pair_model
from rekeras.pairing.slots import inner_layers, orders
from rekeras.records import Finding, Severity


def pair_flat(model: Layer, description: Description, tensors: Mapping[str, Tensor]) -> Paired:
    """Give every layer of the model its tensors.

    Args:
        model: The outermost model, without weights.
        description: Which variables its layers must have.
        tensors: What the file has, by name and in its order.
    """
    entries = [Named(name, tensor) for name, tensor in tensors.items()]
    for listed in (entries, without_common_counter(entries)):
        groups = _by_names(model, listed)
        if groups is not None:
            paired = pair_model(model, description, groups)
            if not _refused(paired):
                return paired
    groups = _by_order(model, description, entries)
    if groups is not None:
        paired = pair_model(model, description, groups)
        if not _refused(paired):
            return replace(paired, findings=(*paired.findings, _NOTE))
    return pair_model(model, description, _by_names(model, entries) or [])


_NOTE = Finding(
    "weights_by_order",
    Severity.NOTE,
    "",
    "the names of the tensors are not those of the layers; they were matched in the order in which the converter "
    "writes them, and every shape fits",
)


def _refused(paired: Paired) -> bool:
    return any(finding.severity is Severity.REFUSAL for finding in paired.findings)


def _by_names(model: Layer, entries: Sequence[Named]) -> list[Group] | None:
    """The tensors of each layer, told by the layer's name in theirs; None where one carries no name, or two."""
    names = {layer.name: {inner.name for _address, inner in inner_layers(layer)} for layer in model.layers}
    found: dict[str, list[Named]] = {}
    for entry in entries:
        path = f"/{entry.name}"
        owners = [name for name in names if f"/{name}/" in path]
        longest = max(map(len, owners), default=0)
        owners = [name for name in owners if len(name) == longest] or [
            name for name, inner in names.items() if any(f"/{one}/" in path for one in inner)
        ]
        if len(owners) != 1:
            return None
        found.setdefault(owners[0], []).append(entry)
    return [Group(name, tuple(members)) for name, members in found.items()]


def _by_order(model: Layer, description: Description, entries: Sequence[Named]) -> list[Group] | None:
    """The tensors of each layer, told by how many it has, the layers in the order of their names."""
    groups: list[Group] = []
    rest = list(entries)
    for layer in sorted(model.layers, key=lambda layer: layer.name.encode()):
        if any(not is_known(inner) for _address, inner in inner_layers(layer)):
            return None
        count = len(orders(layer, description.children.get(layer.name, Description()))[0])
        if count:
            groups.append(Group(layer.name, tuple(rest[:count])))
            rest = rest[count:]
    return None if rest else groups
