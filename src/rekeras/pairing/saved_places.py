"""At which path of a weights tree each layer of a model stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rekeras.archive import Address, Layer
from rekeras.keras3.naming import numbered, to_snake_case
from rekeras.pairing.layer import is_known
from rekeras.pairing.tree import LISTS, Tree, join

LOOKUPS = ("StringLookup", "IntegerLookup", "TextVectorization")


@dataclass(frozen=True)
class Placed:
    """One layer and its path; none where the file has nothing for it."""

    address: Address
    layer: Layer
    path: str | None


def saved_places(layer: Layer, tree: Tree, path: str | None = "", address: Address = ()) -> Iterator[Placed]:
    """Every layer of a model with its path, outermost first.

    Args:
        layer: The model; its weights are those it must have.
        tree: What the file has.
        path: Where the layer stands.
        address: Its address.
    """
    yield Placed(address, layer, path)
    if not is_known(layer):
        return
    for place, part in layer.parts.items():
        yield from saved_places(part, tree, _part_path(layer, place, path), (*address, place))
    if layer.is_model:
        inner = [child for child in layer.layers if not child.is_operation]
        for child, child_path in zip(inner, _in_list(inner, tree, path), strict=True):
            yield from saved_places(child, tree, child_path, (*address, child.name))


def _part_path(layer: Layer, place: str, path: str | None) -> str | None:
    if path is None:
        return None
    if not place.startswith("cells."):
        return join(path, place)
    cells = [part for part in layer.parts if part.startswith("cells.")]
    names = numbered(layer.parts[part].class_name for part in cells)
    return join(path, "cells", names[cells.index(place)])


def _in_list(layers: Sequence[Layer], tree: Tree, path: str | None) -> tuple[str | None, ...]:
    """The path of each layer of a model.

    In the older list, layers with variables count twice; which of a class these are is known, so their order tells.
    """
    if path is None:
        return (None,) * len(layers)
    where = tree.list_of(path)
    names = numbered(layer.class_name for layer in layers)
    if not where.endswith(LISTS[1]):
        return tuple(join(where, name) for name in names)
    by_class: dict[str, list[int]] = defaultdict(list)
    for index, layer in enumerate(layers):
        if _is_saved(layer):
            by_class[to_snake_case(layer.class_name)].append(index)
    paths: list[str | None] = [None] * len(layers)
    for base, indices in by_class.items():
        found = tree.counted(where, base)
        if len(found) == len(indices):
            for index, name in zip(indices, found, strict=True):
                paths[index] = join(where, name)
    return tuple(paths)


def _is_saved(layer: Layer) -> bool:
    """Whether a layer has anything in a file: variables, its own or inside, or a vocabulary."""
    if layer.class_name in LOOKUPS and layer.config.get("vocabulary") is None:
        return True
    if not is_known(layer) or layer.weights:
        return True
    return any(_is_saved(child) for _place, child in layer.children())
