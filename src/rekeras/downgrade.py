"""Take a model of Keras 3 back to Keras 2: run the downgrades, and refuse by name what Keras 2 does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rekeras.archive import Address, Layer, TensorRef, refs_in, show_address
from rekeras.downgrades._downgrade import Downgrade, NotInKeras2Error
from rekeras.keras2.catalog import BASE_KEYS, OldClass, old_catalog
from rekeras.keras2.config import is_mirrored
from rekeras.keras3.catalog import REQUIRED, catalog
from rekeras.keras3.objects import is_activation_key
from rekeras.keras3.order import operation_order
from rekeras.records import Finding, Severity
from rekeras.registry import units_of
from rekeras.spelling.values import same, short

ADVICE = "Keras 2 has nothing that computes this; keep the model in Keras 3, or change the layer there."
STATEFUL = {"Normalization", "StringLookup", "IntegerLookup", "TextVectorization", "Discretization", "Hashing"}
"""Layers whose vocabularies and statistics HDF5 files of Keras 2 hold otherwise, or not at all."""
OTHERWISE = {
    ("UpSampling2D", "interpolation", "bilinear"): 1,  # TensorFlow 1 counted the corners in
    ("StackedRNNCells", "trainable", True): 1,  # before, states of several cells were mixed up under a mask
}
"""Layers that older versions have and compute otherwise: class, key and value, and the first version that is right."""
POLICIES = 2
"""The index of the first version whose layers take the name of a policy."""


@dataclass(frozen=True)
class Downgraded:
    """A model of Keras 2.

    Attributes:
        model: The model.
        since: Index of the oldest version that reads it.
        because: What needs that version, by the layers' addresses.
        refusals: What Keras 2 does not have.
    """

    model: Layer
    since: int
    because: tuple[tuple[str, str], ...]
    refusals: tuple[Finding, ...]


@cache
def downgrades() -> tuple[Downgrade, ...]:
    """Every downgrade, by name; none depends on another."""
    return tuple(units_of("rekeras.downgrades", "downgrade", Downgrade))


def downgrade(model: Layer) -> Downgraded:
    """Take a model back to Keras 2.

    Args:
        model: As Keras 3 knows it.
    """
    work = _Work()
    made = work.layer(model, ())
    since = max((version for version, _where, _what in work.needs), default=0)
    because = tuple((where, what) for version, where, what in work.needs if version == since and since)
    return Downgraded(made, since, because, tuple(work.refusals))


class _Work:
    """What was found on the way through a model."""

    def __init__(self) -> None:
        self.needs: list[tuple[int, str, str]] = []
        self.refusals: list[Finding] = []

    def layer(self, layer: Layer, address: Address) -> Layer:
        try:
            layer = _changed(layer)
            known = None if layer.is_model else _known(layer)
        except NotInKeras2Error as problem:
            self.refusals.append(_refusal(address, f"{layer.class_name} {problem}"))
            return layer
        layer = layer.map_children(lambda place, child: self.layer(child, (*address, place)))
        if known is None:
            return self._model(layer, address)
        self._need(known.since, address, f"class {layer.class_name}")
        layer = self._directions(layer, address)
        return replace(layer, config=dict(self._keys(layer, known, address)))

    def _need(self, since: int, address: Address, what: str) -> None:
        if since:
            self.needs.append((since, show_address(address), what))

    def _keys(self, layer: Layer, known: OldClass, address: Address) -> Iterator[tuple[str, Any]]:
        """The config keys that Keras 2 takes; one that it does not take must have the value of doing nothing."""
        newer = catalog().classes.get(layer.class_name)
        for key, value in layer.config.items():
            since = 0 if key in BASE_KEYS else known.keys.get(key)
            is_default = newer is not None and same(value, short(newer.keys.get(key)), key)
            if since is None or (since > known.since and is_default):
                if not is_default and value is not None:
                    found = f"{layer.class_name} has {key}={value!r}, which no Keras 2 knows"
                    self.refusals.append(_refusal(address, found))
                continue
            if key == "dtype" and layer.class_name != "InputLayer":
                since = POLICIES
            if is_activation_key(key):
                self._need(old_catalog().activations[value], address, f"{key} {value}")
            since = max(
                since, OTHERWISE.get((layer.class_name, key, value if isinstance(value, str | bool) else None), 0)
            )
            if since > known.since:
                self._need(since, address, f"{layer.class_name} with {key}")
            yield key, value

    def _directions(self, layer: Layer, address: Address) -> Layer:
        """A Bidirectional without the layer backward, where Keras 2 makes the same by itself."""
        if layer.class_name != "Bidirectional":
            return layer
        forward = layer.parts["forward_layer"]
        if not is_mirrored(layer):
            self._need(1, address, "Bidirectional with a backward_layer of its own")
        named = replace(forward, name=forward.name.removeprefix("forward_"))
        return replace(layer, parts={**layer.parts, "forward_layer": named})

    def _model(self, layer: Layer, address: Address) -> Layer:
        graph = layer.graph
        if graph is not None:
            for call in graph.calls:
                for problem in _problems_of_call(call.args, call.kwargs):
                    self.refusals.append(_refusal((*address, call.layer), problem))
                if any(True for _ref in refs_in(dict(call.kwargs))):
                    self._need(POLICIES, (*address, call.layer), "a tensor as a named argument")
            for end, structure in (("inputs", graph.inputs), ("outputs", graph.outputs)):
                if not _is_flat(structure):
                    self.refusals.append(_refusal(address, f"the {end} are a dict or nested"))
            by_name = {inner.name: inner for inner in layer.layers}
            layer = replace(layer, layers=tuple(by_name[name] for name in operation_order(graph)))
        return replace(layer, config={})


def _changed(layer: Layer) -> Layer:
    layer = _completed(layer)
    for one in downgrades():
        layer = one.apply(layer)
    return layer


def _completed(layer: Layer) -> Layer:
    """The layer with every key of Keras 3 that it leaves to its default, which may have been another."""
    newer = catalog().classes.get(layer.class_name)
    if newer is None or layer.class_name == "InputLayer":
        return layer
    left_out = {key: value for key, value in newer.keys.items() if value is not REQUIRED and key not in layer.config}
    for key in ("name", "strides", "backward_layer", "dtype", "weights"):
        left_out.pop(key, None)
    return layer.with_config({**left_out, **layer.config})


def _known(layer: Layer) -> OldClass:
    known = old_catalog().layers.get(layer.class_name)
    if layer.is_operation:
        raise NotInKeras2Error("is an operation of keras.ops, and a saved model of Keras 2 holds layers only")
    if layer.package or known is None or layer.class_name == "SpectralNormalization":
        raise NotInKeras2Error("is no layer of Keras 2")
    if layer.class_name in STATEFUL:
        raise NotInKeras2Error("keeps what it has counted or learned otherwise in files of Keras 2")
    return known


def _problems_of_call(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Iterator[str]:
    for name, value in kwargs.items():
        if "mask" in name and any(True for _ref in refs_in(value)):
            yield f"is called with {name}, which Keras 2 passes on by itself"
    first = args[0] if args else None
    members = first if isinstance(first, list | tuple) else [first]
    if len(args) != 1 or not all(isinstance(member, TensorRef) for member in members):
        yield "is called on something else than one tensor or a list of them"


def _is_flat(structure: Any) -> bool:
    members = [structure] if isinstance(structure, TensorRef) else structure
    return isinstance(members, list | tuple) and all(isinstance(member, TensorRef) for member in members)


def _refusal(address: Address, found: str) -> Finding:
    return Finding("not_in_keras_2", Severity.REFUSAL, show_address(address), found, "", ADVICE)
