"""Put tensors, and the places of variables, into a layer whose code was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rekeras.archive import Address, Layer, Leftover, Tensor, walk
from rekeras.custom.copies import without_copies
from rekeras.custom.entries import Made, Stored
from rekeras.custom.matching import Matching, match
from rekeras.custom.places import Owner, Places, with_tensors
from rekeras.keras3.places import part_path


def with_parts(layer: Layer, path: str, objects: Mapping[str, str]) -> Layer:
    """The layer with the attributes that hold the parts of own classes, by the names of the layers there."""
    if layer.code and layer.code.is_own_class:
        prefix = f"{path}/" if path else ""
        inside = {place.removeprefix(prefix): name for place, name in objects.items() if place.startswith(prefix)}
        by_name = {name: place for place, name in reversed(inside.items())}
        parts = {place: by_name[part.name] for place, part in layer.parts.items() if part.name in by_name}
        layer = replace(layer, code=replace(layer.code, parts=parts))

    def inner(place: str, child: Layer) -> Layer:
        below = part_path(layer, place) if place in layer.parts else None
        return child if below is None else with_parts(child, f"{path}/{below}".removeprefix("/"), objects)

    return layer.map_children(inner)


@dataclass(frozen=True)
class Fitted:
    """Which tensor goes where.

    Attributes:
        matching: How it was found, or why not.
        tensors: By address in the unit and name there.
        places: Where Keras 3 saves each variable of an own class, below its layer, by the same.
        copies: What the file holds a second time.
    """

    matching: Matching
    tensors: Mapping[Address, Mapping[str, Tensor]]
    places: Mapping[Address, Mapping[str, str]]
    copies: tuple[Leftover, ...] = ()


def fit(unit: Layer, places: Places, made: Sequence[Made]) -> Fitted:
    """Tensors that the book of layers has paired already by their place, all others with what is left."""
    by_place = {one.place: one for one in made}
    settled: list[tuple[Made, Tensor]] = []
    stored: list[Stored] = []
    for address, layer in walk(unit):
        for name, tensor in layer.weights.items():
            known = by_place.get(places.known_place(address, name))
            if known is not None and known.shape == tensor.shape:
                settled.append((known, tensor))
                del by_place[known.place]
            else:
                stored.append(Stored(places.name_of(address, name), tensor))
    wanted = [one for one in made if one.place in by_place]
    matching = match(stored, wanted)
    copies: tuple[Leftover, ...] = ()
    if not matching.is_complete and (fewer := without_copies(stored, wanted)):
        stored, copies = fewer
        matching = match(stored, wanted)
    tensors: dict[Address, dict[str, Tensor]] = {}
    at: dict[Address, dict[str, str]] = {}
    pairs = {one.place: tensor for one, tensor in settled}
    pairs |= {one.place: found.tensor for one, found in matching.pairs}
    for one in made:
        for owner in _owners(one, places) if one.place in pairs else ():
            tensors.setdefault(owner.address, {})[owner.name] = pairs[one.place]
            at.setdefault(owner.address, {})[owner.name] = owner.name
    return Fitted(matching, tensors, at, copies)


def _owners(one: Made, places: Places) -> list[Owner]:
    """Everything that keeps a variable; a place that nobody is known for is the unit's own."""
    return [places.owner(place) or Owner((), place) for place in (one.place, *one.also)]


def filled(unit: Layer, fitted: Fitted) -> Layer:
    """The unit with its tensors, and with the places of its own classes' variables."""
    return _with_places(with_tensors(unit, fitted.tensors), fitted.places)


def _with_places(layer: Layer, places: Mapping[Address, Mapping[str, str]], at: Address = ()) -> Layer:
    inner = layer.map_children(lambda place, child: _with_places(child, places, (*at, place)))
    if inner.code is None or not inner.code.is_own_class:
        return inner
    return replace(inner, code=replace(inner.code, places=dict(places.get(at, {})), built=True))
