"""Pair the tensors of one group with the variables of one layer and of all that is inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rekeras.archive import Address, Layer, Tensor
from rekeras.describe import describer_of
from rekeras.layers._description import Description
from rekeras.pairing.by_name import pair_by_name, without_common_counter
from rekeras.pairing.groups import Group, Named
from rekeras.pairing.slots import Slot, inner_layers, orders, show_shape


@dataclass(frozen=True)
class Pairing:
    """What was found for one layer.

    Attributes:
        weights: Tensors by the address of their layer inside this one, and by variable name.
        problem: Why nothing could be paired; empty where it could.
        expected: The variables that the layer must have, for the message.
    """

    weights: Mapping[Address, Mapping[str, Tensor]]
    problem: str = ""
    expected: str = ""


def is_known(layer: Layer) -> bool:
    """Whether the book of layers says which variables it has."""
    return layer.is_model or describer_of(layer) is not None


def pair_layer(layer: Layer, description: Description, group: Group) -> Pairing:
    """Find every variable of the layer in the group."""
    candidates = orders(layer, description)
    unknown = [(address, inner.name) for address, inner in inner_layers(layer) if not is_known(inner)]
    if unknown:
        return _with_unknown(candidates[0], unknown, group)
    by_name = pair_by_name(candidates[0], group.entries)
    if by_name is None:
        by_name = pair_by_name(candidates[0], without_common_counter(group.entries))
    if by_name is not None:
        if all(entry.fits(slot.shape) for slot, entry in by_name.items()):
            return Pairing(_by_address(by_name))
        return _problem("tensors whose shapes disagree with the config", candidates[0], group)
    fitting = [order for order in candidates if _fits(order, group.entries)]
    if len(fitting) == 1:
        return Pairing(_by_address(dict(zip(fitting[0], group.entries, strict=True))))
    if fitting:
        return _problem("tensors that could be assigned in several ways, with different results", candidates[0], group)
    return _problem(_mismatch(candidates[0], group), candidates[0], group)


def _mismatch(slots: Sequence[Slot], group: Group) -> str:
    if len(group.entries) < len(slots):
        return f"{len(group.entries)} tensors for {len(slots)} variables: some are missing"
    if len(group.entries) > len(slots):
        return f"{len(group.entries)} tensors for {len(slots)} variables: more than the layer has"
    return "tensors whose names or shapes disagree with the config"


def _fits(order: Sequence[Slot], entries: Sequence[Named]) -> bool:
    if len(order) != len(entries):
        return False
    return all(
        entry.fits(slot.shape) and (not entry.is_informative or entry.path[-1] == slot.variable.name.rpartition("/")[2])
        for slot, entry in zip(order, entries, strict=True)
    )


def _problem(what: str, slots: Sequence[Slot], group: Group) -> Pairing:
    found = ", ".join(f"{entry.name} {show_shape(entry.tensor.shape)}" for entry in group.entries)
    return Pairing({}, f"{what}; the file has: {found or 'nothing'}", ", ".join(slot.show() for slot in slots))


def _by_address(pairs: Mapping[Slot, Named]) -> dict[Address, dict[str, Tensor]]:
    weights: dict[Address, dict[str, Tensor]] = {}
    for slot, entry in pairs.items():
        weights.setdefault(slot.address, {})[slot.variable.name] = entry.tensor
    return weights


def _with_unknown(known: Sequence[Slot], unknown: Sequence[tuple[Address, str]], group: Group) -> Pairing:
    """Give classes that nobody knows the tensors that no known layer has, under the file's own variable names.

    Where the names do not tell to which layer a tensor belongs, the outermost unknown one gets it: it is refused as
    unknown anyway, and nothing is lost from the books.
    """
    found: dict[Slot, Named] = {}
    for slot in known:
        one = pair_by_name([slot], [entry for entry in group.entries if _carries(slot, entry)])
        found |= one or {}
    taken = {id(entry) for entry in found.values()}
    rest = [entry for entry in group.entries if id(entry) not in taken]
    weights = _by_address(found)
    for entry in rest:
        named = [address for address, name in unknown if address and name in entry.path]
        names = weights.setdefault(named[-1] if named else unknown[0][0], {})
        names[_own_name(entry, group, names)] = entry.tensor
    return Pairing(weights)


def _carries(slot: Slot, entry: Named) -> bool:
    return (
        bool(slot.owner)
        and slot.owner in entry.path
        and entry.path[-1] == slot.variable.name
        and entry.fits(slot.shape)
    )


def _own_name(entry: Named, group: Group, taken: Mapping[str, Tensor]) -> str:
    """The tensor's name without the layer's, made unique."""
    name = entry.name.removeprefix(f"{group.name}/").partition(":")[0]
    return name if name not in taken else f"{name}:{len(taken)}"
