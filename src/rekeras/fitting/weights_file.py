"""What stands in a ``.weights.h5`` file for a model of Keras 3, as it is: nothing is moved, nothing added."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rekeras.archive import Layer, show_address, walk
from rekeras.containers.hdf5_stream import StoredGroup
from rekeras.fitting.piece import layer_at
from rekeras.keras3.places import Group, groups
from rekeras.pairing.layer import is_known
from rekeras.pairing.saved_places import LOOKUPS
from rekeras.pairing.tree import join
from rekeras.records import Finding, Severity


def stored_groups(model: Layer) -> tuple[StoredGroup, ...]:
    """The groups of the file, each with the name of its layer."""
    return tuple(stored for group in groups(model) for stored in _stored(model, group))


def _stored(model: Layer, group: Group) -> Iterator[StoredGroup]:
    layer = layer_at(model, group.address)
    if layer is None or is_known(layer) or not all("vars/" in f"/{name}" for name in layer.weights):
        yield StoredGroup(group.vars_path, {"name": group.name}, group.variables)
        return
    # A class that nobody knows: its variables have the places that the architecture came with.
    for where, names in groupby(sorted(layer.weights), lambda name: name.rpartition("/")[0]):
        yield StoredGroup(join(group.path, where), {}, {name.rpartition("/")[2]: layer.weights[name] for name in names})


def vocabularies_left_out(architecture: Layer, model: Layer) -> Iterator[Finding]:
    """Vocabularies that the weights brought, and that such a file cannot hold.

    Args:
        architecture: As it came.
        model: With what was put into it.
    """
    before = dict(walk(architecture))
    for address, layer in walk(model):
        old = before.get(address)
        if layer.class_name in LOOKUPS and old and old.config.get("vocabulary") != layer.config.get("vocabulary"):
            found = "the weights come with a vocabulary, which no .weights.h5 file holds"
            advice = "Write a .keras file instead, or give the vocabulary to the layer."
            yield Finding("vocabulary_left_out", Severity.ATTENTION, show_address(address), found, "", advice)
