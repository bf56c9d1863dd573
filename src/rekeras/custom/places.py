"""Which layer of a unit each place in its weights file belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rekeras.archive import Address, Layer, Tensor, walk
from rekeras.describe import describe
from rekeras.keras3.places import groups
from rekeras.layers._description import Inputs
from rekeras.pairing.wanted import Wanted, with_wanted


@dataclass(frozen=True)
class Owner:
    """The layer of a variable, by its address in the unit, and the variable's name there (a place, for own classes)."""

    address: Address
    name: str


class Places:
    """The places of a unit.

    Args:
        unit: A layer, the code of whose own classes says which attributes hold their parts.
        inputs: What it is called on.
    """

    def __init__(self, unit: Layer, inputs: Inputs) -> None:
        wanted = with_wanted(unit, describe(unit, inputs)[0])
        self._known: dict[str, Owner] = {}
        self._paths: dict[Address, str] = {}
        for group in groups(wanted):
            self._paths.setdefault(group.address, group.path)
            for key, tensor in group.variables.items():
                assert isinstance(tensor, Wanted)  # noqa: S101 - with_wanted() put them there
                self._known[f"{group.vars_path}/{key}"] = Owner(group.address, tensor.variable.name)
        self._own = {address: layer for address, layer in walk(unit) if layer.code and layer.code.is_own_class}

    def owner(self, place: str) -> Owner | None:
        """Whose variable is saved at a place; None where Keras's own class, as it is known, saves nothing."""
        if place in self._known:
            return self._known[place]
        holding = [
            (len(self._paths[address]), address)
            for address in self._own
            if address in self._paths and _is_below(place, self._paths[address])
        ]
        if not holding:
            return None
        _length, address = max(holding)
        path = self._paths[address]
        return Owner(address, place.removeprefix(f"{path}/") if path else place)

    def name_of(self, address: Address, name: str) -> str:
        """What the file calls a tensor that stands at an address, with the way to its layer before it."""
        path = self._paths.get(address, "/".join(address))
        return f"{path}/{name}" if path else name

    def known_place(self, address: Address, name: str) -> str:
        """The place of a variable of a class that is Keras's own; empty where there is none."""
        return next((place for place, owner in self._known.items() if owner == Owner(address, name)), "")


def _is_below(place: str, path: str) -> bool:
    return not path or place.startswith(f"{path}/")


def with_tensors(layer: Layer, found: Mapping[Address, Mapping[str, Tensor]], at: Address = ()) -> Layer:
    """The layer, and everything inside it, with these tensors and no others."""
    inner = layer.map_children(lambda place, child: with_tensors(child, found, (*at, place)))
    return replace(inner, weights=dict(found.get(at, {})))
