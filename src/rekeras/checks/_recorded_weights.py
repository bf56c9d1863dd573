"""The old model with weights that were recorded later, in the place of those in its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from rekeras.archive import Archive, ArrayTensor, Layer, MappedTensor, Tensor, walk
from rekeras.checks._resumption import Resumption
from rekeras.describe import describe
from rekeras.keras3.masks import with_masks
from rekeras.keras3.places import groups
from rekeras.pairing.groups import Group, Named
from rekeras.pairing.model import pair_model
from rekeras.training.carrying import substituted


class UnlikeModelError(ValueError):
    """The recorded weights are not those of this model; the text says why."""


def converted_weights(
    recorded: Resumption, old: Archive, convert: Callable[[Archive], Layer]
) -> Mapping[int, Mapping[str, Tensor]]:
    """What became of the recorded weights in Keras 3's file, by steps and places.

    Args:
        recorded: Weights in the order of the old model.
        old: The old model.
        convert: What makes the old model one of Keras 3; recorded weights go the same way as those of the file.

    Raises:
        UnlikeModelError: They are not the weights of this model.
    """
    return {step: _placed(convert(with_recorded(old, recorded, step))) for step in recorded.weights}


def with_recorded(old: Archive, recorded: Resumption, step: int) -> Archive:
    """The old model with the weights recorded after that many steps.

    Raises:
        UnlikeModelError: They are not the weights of this model.
    """
    arrays = recorded.weights[step]
    names = recorded.names if len(recorded.names) == len(arrays) else [str(index) for index in range(len(arrays))]
    entries = [
        Named(name, ArrayTensor(array, (f"recorded {name}",))) for name, array in zip(names, arrays, strict=True)
    ]
    layers = recorded.layers if len(recorded.layers) == len(entries) else _layers_by_count(old.model, len(entries))
    model = _by_origin(old.model, layers, entries) or _by_pairing(old.model, layers, entries)
    return replace(old, model=model)


def _by_origin(model: Layer, layers: Sequence[str], entries: Sequence[Named]) -> Layer | None:
    """Under the names that they have in the source; None where it has no such names."""
    held = {tensor.origins[0]: tensor for tensor in _leaves(model) if len(tensor.origins) == 1}
    instead: dict[int, Tensor] = {}
    for layer, entry in zip(layers, entries, strict=True):
        found = held.get(f"model_weights/{layer}/{entry.name}", held.get(f"{layer}/{entry.name}"))
        if found is None or found.shape != entry.tensor.shape:
            return None
        instead[id(found)] = entry.tensor
    return None if any(id(leaf) not in instead for leaf in held.values()) else _with(model, instead)


def _with(layer: Layer, instead: Mapping[int, Tensor]) -> Layer:
    layer = layer.map_children(lambda _place, child: _with(child, instead))
    return replace(
        layer, weights={name: substituted(tensor, instead) or tensor for name, tensor in layer.weights.items()}
    )


def _leaves(model: Layer) -> list[Tensor]:
    found = [tensor for _address, layer in walk(model) for tensor in layer.weights.values()]
    leaves = []
    while found:
        tensor = found.pop()
        found.extend(tensor.sources) if isinstance(tensor, MappedTensor) else leaves.append(tensor)
    return leaves


def _by_pairing(model: Layer, layers: Sequence[str], entries: Sequence[Named]) -> Layer:
    grouped = groupby(zip(layers, entries, strict=True), key=lambda pair: pair[0])
    paired = pair_model(model, describe(model)[0], [Group(name, tuple(e for _, e in pairs)) for name, pairs in grouped])
    if paired.leftovers or any(finding.code != "weights_by_order" for finding in paired.findings):
        raise UnlikeModelError("; ".join(f"{finding.where}: {finding.found}" for finding in paired.findings))
    return paired.model


def _layers_by_count(model: Layer, count: int) -> tuple[str, ...]:
    """The outermost layer of each weight, by how many each has."""
    names = tuple(layer.name for layer in model.layers for _, inner in walk(layer) for _ in inner.weights)
    if len(names) != count:
        raise UnlikeModelError(f"{count} weights were recorded, and the model has {len(names)}")
    return names


def _placed(model: Layer) -> Mapping[str, Tensor]:
    return {
        f"{group.vars_path}/{name}": tensor
        for group in groups(with_masks(model))
        for name, tensor in group.variables.items()
    }
