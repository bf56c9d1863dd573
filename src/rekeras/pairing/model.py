"""Pair the groups of a file with the layers of a model, by name where names agree, else by Keras's own order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rekeras.archive import Address, Layer, Leftover, StateTensor, Tensor
from rekeras.layers._description import Description
from rekeras.pairing.groups import Group
from rekeras.pairing.layer import Pairing, is_known, pair_layer
from rekeras.pairing.slots import inner_layers, orders
from rekeras.records import Finding, Severity


@dataclass(frozen=True)
class Paired:
    """A model with its weights, what could not be paired, and the variables of its optimizer."""

    model: Layer
    leftovers: tuple[Leftover, ...] = ()
    findings: tuple[Finding, ...] = ()
    state: tuple[StateTensor, ...] = ()


def pair_model(model: Layer, description: Description, groups: Sequence[Group]) -> Paired:
    """Give every layer of the model its tensors.

    Args:
        model: The outermost model, without weights.
        description: Which variables its layers must have.
        groups: What the file has, in the order of its ``layer_names``.
    """
    full = [group for group in groups if group.entries]
    by_name = {group.name: group for group in full}
    findings: list[Finding] = []
    if not by_name.keys() <= {layer.name for layer in model.layers}:
        by_order = _by_order(model, description, full)
        if by_order is not None:
            by_name = by_order
            findings.append(_by_order_note(by_order))
    pairings = {
        layer.name: pair_layer(layer, _of(description, layer), by_name.get(layer.name, Group(layer.name, ())))
        for layer in model.layers
    }
    findings += [
        _refusal(layer, pairings[layer.name], by_name) for layer in model.layers if pairings[layer.name].problem
    ]
    layers = tuple(with_weights(layer, pairings[layer.name].weights) for layer in model.layers)
    used = {id(by_name[layer.name]) for layer in model.layers if layer.name in by_name}
    extra = [group for group in full if id(group) not in used]
    findings += [_extra(group) for group in extra]
    leftovers = tuple(Leftover(entry.tensor, "no layer of that name") for group in extra for entry in group.entries)
    return Paired(replace(model, layers=layers), leftovers, tuple(findings))


def _of(description: Description, layer: Layer) -> Description:
    return description.children.get(layer.name, Description())


def _by_order(model: Layer, description: Description, groups: Sequence[Group]) -> dict[str, Group] | None:
    """The groups in order for the layers with variables in order, if there are as many and every one fits."""
    layers = [layer for layer in model.layers if _has_variables(layer, _of(description, layer))]
    if len(layers) != len(groups):
        return None
    if any(
        pair_layer(layer, _of(description, layer), group).problem for layer, group in zip(layers, groups, strict=True)
    ):
        return None
    return {layer.name: group for layer, group in zip(layers, groups, strict=True)}


def _has_variables(layer: Layer, description: Description) -> bool:
    return bool(orders(layer, description)[0]) or any(not is_known(inner) for _address, inner in inner_layers(layer))


def with_weights(layer: Layer, weights: Mapping[Address, Mapping[str, Tensor]], at: Address = ()) -> Layer:
    """The layer and everything inside it with the tensors of each address."""
    layer = layer.map_children(lambda place, child: with_weights(child, weights, (*at, place)))
    return replace(layer, weights=weights[at]) if at in weights else layer


def _by_order_note(groups: Mapping[str, Group]) -> Finding:
    example = next((f"{group.name!r} for {name!r}" for name, group in groups.items() if group.name != name), "")
    return Finding(
        "weights_by_order",
        Severity.NOTE,
        "",
        f"layer names of weights and architecture differ ({example}); they were matched in order, as Keras does, "
        "and every shape fits",
    )


def _refusal(layer: Layer, pairing: Pairing, groups: Mapping[str, Group]) -> Finding:
    if layer.name not in groups:
        found, code = "the file has no weights for this layer", "weights_missing"
    else:
        found, code = pairing.problem, "weights_disagree"
    return Finding(
        code,
        Severity.REFUSAL,
        layer.name,
        f"{layer.class_name}: {found}",
        pairing.expected,
        "Architecture and weights are not of the same model; use the pair that was saved together.",
    )


def _extra(group: Group) -> Finding:
    return Finding(
        "weights_without_layer",
        Severity.ATTENTION,
        group.name,
        f"the file has {len(group.entries)} tensors for a layer that the architecture does not have",
        advice="They are not carried over.",
    )
