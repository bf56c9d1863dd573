"""What only newer versions of Keras 3 read, or compute right; everything else is written so that 3.0 does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.archive import Address, Graph, Layer, refs_in, show_address, walk
from rekeras.keras3.calls import early_calls, fits_list, is_nested, is_recounted
from rekeras.keras3.catalog import catalog
from rekeras.keras3.completeness import described_at
from rekeras.keras3.mended import in_call, in_layer
from rekeras.keras3.objects import classes_of, is_activation_key, is_object, kind_of
from rekeras.keras3.operations import since
from rekeras.keras3.order import operation_order
from rekeras.layers._description import Description
from rekeras.records import Finding, Severity

OLDEST = "3.0"


@dataclass(frozen=True)
class Newer:
    """One thing that needs a newer Keras 3: what it is, where it stands, and the first version that reads it."""

    version: str
    where: str
    what: str

    def finding(self) -> Finding:
        """The note for the report."""
        return Finding("newer_keras", Severity.NOTE, self.where, f"{self.what} needs Keras {self.version} or newer")


def newer_things(model: Layer, description: Description) -> tuple[Newer, ...]:
    """Everything in a model that Keras 3.0 would not read.

    Args:
        model: As it is written.
        description: What ``describe`` gives for it.
    """
    return tuple(
        thing
        for address, layer in walk(model)
        for thing in _in_layer(layer, address, described_at(description, address))
    )


def oldest_keras(things: tuple[Newer, ...]) -> str:
    """The oldest Keras 3 that reads all of it."""
    versions = (OLDEST, *(thing.version for thing in things))
    return max(versions, key=version_of)


def too_new(things: tuple[Newer, ...], keras: str) -> tuple[Finding, ...]:
    """What keeps a model from a Keras 3 of this minor version, all of it refusals.

    Args:
        things: What the model needs.
        keras: The version that shall read it (``3.4``).
    """
    advice = f"Leave --keras {keras} away, or change these layers in the original framework."
    return tuple(
        Finding("too_new", Severity.REFUSAL, thing.where, f"{thing.what} needs Keras {thing.version}", keras, advice)
        for thing in things
        if version_of(thing.version) > version_of(keras)
    )


def minor_version(keras: str) -> str:
    """The minor version of a Keras 3: ``3.4`` of ``3.4.1``.

    Raises:
        ValueError: It is none that is known.
    """
    minor = ".".join(keras.split(".")[:2])
    if minor not in (known := catalog().minors):
        raise ValueError(f"keras={keras!r}; known are {known[0]} to {known[-1]}")
    return minor


def newest_known(keras: str) -> str:
    """The minor version of a Keras 3, or the newest one that is known where it is newer than all of them."""
    minors = catalog().minors
    minor = ".".join(keras.split(".")[:2])
    return minor if minor in minors else minors[-1]


def version_of(version: str) -> tuple[int, ...]:
    """A version as numbers, to compare."""
    return tuple(int(part) for part in version.split("."))


def written_keys(layer: Layer) -> dict[str, Any]:
    """The config of a layer without the keys that came after Keras 3.0 and have the value they have by default."""
    return {
        key: _written_object(key, value)
        for key, value in layer.config.items()
        if not _is_newer_default(layer, key, value)
    }


def _written_object(key: str, value: Any) -> Any:
    """The same of an initializer, a regularizer or a constraint."""
    versions = _keys_since(key, value)
    if not versions:
        return value
    defaults = classes_of(kind_of(key))[value["class_name"]].keys
    given = value["config"].items()
    kept = {name: one for name, one in given if not _is_newer(versions.get(name, OLDEST)) or one != defaults.get(name)}
    return {**value, "config": kept}


def _is_newer_default(layer: Layer, key: str, value: Any) -> bool:
    known = None if layer.package else catalog().classes.get(layer.class_name)
    return known is not None and _is_newer(known.keys_since.get(key, OLDEST)) and known.keys.get(key) == value


def _in_layer(layer: Layer, address: Address, description: Description) -> Iterator[Newer]:
    where = show_address(address)
    known = None if layer.package else catalog().classes.get(layer.class_name)
    yield from (Newer(version, where, what) for version, what in in_layer(layer))
    if known is not None:
        if _is_newer(known.since):
            yield Newer(known.since, where, f"class {layer.class_name}")
        for key, value in written_keys(layer).items():
            if _is_newer(known.keys_since.get(key, OLDEST)):
                yield Newer(known.keys_since[key], where, f"config key {key}")
            yield from _in_object(key, value, where)
        for key, value in layer.config.items():
            if is_activation_key(key) and _is_newer(version := _since(value)):
                yield Newer(version, where, f"{key}={value}")
    if layer.graph is not None:
        yield from _in_graph(layer, layer.graph, where)
        yield from _in_calls(layer, layer.graph, address, description)
        yield from _of_operations(layer, address)
    for name, inner in layer.children():
        if layer.graph is None and (inner.graph is not None or (inner.is_model and not layer.is_model)):
            yield Newer("3.4", where, f"the model {name} inside {layer.class_name}")


def _in_object(key: str, value: Any, where: str) -> Iterator[Newer]:
    versions = _keys_since(key, value)
    for name in value["config"] if versions else ():
        if _is_newer(version := versions.get(name, OLDEST)):
            yield Newer(version, where, f"key {name} of {key}")


def _keys_since(key: str, value: Any) -> Mapping[str, str]:
    """The first Keras 3 that accepts each key of an initializer, a regularizer or a constraint."""
    if not kind_of(key) or not is_object(value):
        return {}
    known = classes_of(kind_of(key)).get(value["class_name"])
    return known.keys_since if known else {}


def _since(activation: Any) -> str:
    """The first Keras 3 with an activation of this name."""
    return catalog().activations.get(activation, OLDEST) if isinstance(activation, str) else OLDEST


def _of_operations(layer: Layer, address: Address) -> Iterator[Newer]:
    names = [inner.name for inner in layer.layers]
    for inner in layer.layers:
        if inner.is_operation:
            where = show_address((*address, inner.name))
            yield from (Newer(version, where, what) for version, what in since(inner, names) if _is_newer(version))


def _in_calls(layer: Layer, graph: Graph, address: Address, description: Description) -> Iterator[Newer]:
    by_name = {inner.name: inner for inner in layer.layers}
    for call in graph.calls:
        called = description.children.get(call.layer, Description())
        for version, what in in_call(by_name[call.layer], call, called):
            yield Newer(version, show_address((*address, call.layer)), what)


def _is_newer(version: str) -> bool:
    return version != OLDEST


def _in_graph(layer: Layer, graph: Graph, where: str) -> Iterator[Newer]:
    by_name = {inner.name: inner for inner in layer.layers}
    early = early_calls(graph, operation_order(graph))
    for call in graph.calls:
        if (call.layer, call.node) in early and not fits_list(call):
            yield Newer("3.7", where, f"the call of {call.layer} before the calls it depends on, with keyword tensors")
    used = {ref.layer for call in graph.calls for ref in refs_in((call.args, call.kwargs))}
    for ref in refs_in(graph.inputs):
        if ref.layer not in used:  # 3.0 to 3.9 read it, 3.10 to 3.13 do not
            yield Newer("3.14", where, f"the input {ref.layer}, which no layer is called on,")
    for end, structure in (("inputs", graph.inputs), ("outputs", graph.outputs)):
        if is_nested(structure):
            yield Newer("3.4", where, f"the nested structure of the {end}")
        if any(is_recounted(ref, by_name, graph) for ref in refs_in(structure)):
            yield Newer("3.3", where, f"one of the {end} is that of a model which is called several times, and")
