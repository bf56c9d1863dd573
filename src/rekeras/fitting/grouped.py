"""Weights whose tensors stand in groups, one for each layer: HDF5 of Keras 1 and 2, and names with slashes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rekeras.archive import Layer, Leftover, Source, Tensor
from rekeras.fitting.era import in_words_of_keras_1, with_cudnn
from rekeras.fitting.holding import Fit
from rekeras.fitting.likeness import fits
from rekeras.fitting.piece import Piece, Place
from rekeras.layers._description import Description, Shape
from rekeras.pairing.groups import Group, Named
from rekeras.pairing.layer import pair_layer
from rekeras.pairing.model import Paired, with_weights
from rekeras.records import Finding, Severity

PairAll = Callable[[Layer, Description], Paired]


@dataclass(frozen=True)
class Grouped:
    """Groups of named tensors.

    Attributes:
        source: The file and what it says of its origin.
        groups: Its layers in order.
        keras_1: Whether the names of the variables are those of Keras 1.
        rest: What belongs to no layer.
        pair_all: Another way to pair all of them at once.
    """

    source: Source | None
    groups: tuple[Group, ...]
    keras_1: bool = False
    rest: tuple[Leftover, ...] = ()
    pair_all: PairAll | None = None

    def pieces(self, _places: Sequence[Place], *, flat: bool) -> tuple[Piece, ...]:
        """One for each group that has tensors; with ``flat``, one for each layer that their names tell of."""
        groups = [part for group in self.groups for part in (apart(group) if flat else (group,))]
        return tuple(Piece(group.name, group.entries) for group in groups if group.entries)

    def one(self, place: Place, piece: Piece) -> Fit:
        """By names where they are known, else in the order of Keras; every shape must agree."""
        group = Group(place.name, piece.entries)
        if place.is_custom:
            return in_order(place, piece)
        if self.keras_1:
            descriptions = in_words_of_keras_1(place)
        else:
            layer, description, findings = with_cudnn(place, group)
            if findings:
                paired = pair_layer(layer, description, group)
                return Fit(None if paired.problem else with_weights(layer, paired.weights), paired.problem, findings)
            descriptions = (place.description,)
        tried = [pair_layer(place.layer, description, group) for description in descriptions]
        found = next((pairing for pairing in tried if not pairing.problem), None)
        if found is None:
            return Fit(None, tried[0].problem)
        return Fit(with_weights(place.layer, found.weights))

    def whole(self, model: Layer, description: Description) -> Paired | None:
        """In that other way, if there is one."""
        return self.pair_all(model, description) if self.pair_all else None

    def leftovers(self) -> tuple[Leftover, ...]:
        """What no group holds."""
        return self.rest


def in_order(place: Place, piece: Piece) -> Fit:
    """Weights for a layer with a class that nobody knows: by shape where each is there once, else in their order.

    The order says something only where all variables are the layer's own; those of inner layers stand in the
    architecture by the names of attributes, in the file as they were made.
    """
    slots = place.slots
    if not fits(place.shapes, piece.shapes):
        return Fit(None, "tensors whose number or shapes disagree with the variables of the architecture")
    shapes = {slot.shape for slot in slots}
    if len(shapes) == len(slots):
        by_shape: dict[Shape, Named] = {entry.tensor.shape: entry for entry in piece.entries}
        return Fit(_with(place, [by_shape[slot.shape] for slot in slots]))
    own = {slot.variable.name.rpartition("/")[0] for slot in slots}
    straight = all(entry.fits(slot.shape) for slot, entry in zip(slots, piece.entries, strict=True))
    if own != {"vars"} or not straight:
        return Fit(None, "several variables of one shape, and nobody knows in which order they were saved")
    found = (
        f"{place.layer.class_name} is not Keras's own: its {len(slots)} variables were filled in the order of the file"
    )
    advice = "Make sure that the class makes them in the same order as it did when the weights were saved."
    note = Finding("order_assumed", Severity.ATTENTION, place.where, found, "", advice)
    return Fit(_with(place, piece.entries), findings=(note,))


def _with(place: Place, entries: Sequence[Named]) -> Layer:
    weights: dict[tuple[str, ...], dict[str, Tensor]] = {}
    for slot, entry in zip(place.slots, entries, strict=True):
        weights.setdefault(slot.address, {})[slot.variable.name] = entry.tensor
    return with_weights(place.layer, weights)


def apart(group: Group) -> tuple[Group, ...]:
    """The layers inside a group, told by the names of its tensors (``vgg16/block1_conv1/kernel:0``)."""
    found: dict[str, list[Named]] = {}
    for entry in group.entries:
        outer = [name for name in entry.path[:-1] if name != group.name]
        found.setdefault(outer[0] if outer else group.name, []).append(entry)
    return tuple(Group(name, tuple(entries)) for name, entries in found.items())


def groups_of_names(tensors: Mapping[str, Tensor]) -> tuple[Group, ...]:
    """Groups of tensors that have only names (``dense_1/kernel``), by what stands before the first slash."""
    depth = _common_depth(list(tensors))
    found: dict[str, list[Named]] = {}
    for name, tensor in tensors.items():
        parts = name.split("/")
        found.setdefault(parts[min(depth, len(parts) - 1)], []).append(Named(name, tensor))
    return tuple(Group(name, tuple(entries)) for name, entries in found.items())


def _common_depth(names: Sequence[str]) -> int:
    """How many outer scopes all names have in common."""
    scopes = [name.split("/")[:-2] for name in names]
    depth = 0
    while scopes and all(len(scope) > depth for scope in scopes) and len({scope[depth] for scope in scopes}) == 1:
        depth += 1
    return depth
