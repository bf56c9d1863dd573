"""The config of a Functional model: its layers, and its calls in an order in which they can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef, map_refs, refs_in
from rekeras.records import Severity
from rekeras.topology.calls import Arguments, read_calls, read_ends
from rekeras.topology.entry import entry_of
from rekeras.topology.ordering import in_order
from rekeras.topology.place import Place

ReadLayer = Callable[[Any, Place], Layer]
OUTPUTS_FROM_1 = (3, 3)
GRAPH_KEYS = frozenset({"layers", "input_layers", "output_layers"})


@dataclass(frozen=True)
class _Graph:
    """A graph by the names and node indices of the file."""

    layers: Mapping[str, Layer]
    calls: Mapping[str, tuple[Arguments, ...]]
    inputs: Any
    outputs: Any

    def refs(self) -> Iterator[TensorRef]:
        for calls in self.calls.values():
            for arguments in calls:
                yield from refs_in((arguments.args, arguments.kwargs))
        yield from refs_in((self.inputs, self.outputs))

    def with_outputs_from_0(self, version: tuple[int, ...]) -> _Graph:
        """The graph with the outputs of the model counted as everything else.

        Keras 3 counts calls from 0, but since 3.3 those of an inner model that is called several times from 1, where
        its outputs are the outer model's; 0 is the last call there.
        """

        def recounted(ref: TensorRef) -> TensorRef:
            count, layer = len(self.calls.get(ref.layer, ())), self.layers.get(ref.layer)
            if version < OUTPUTS_FROM_1 or layer is None or layer.graph is None or count < 2:
                return ref
            return replace(ref, node=ref.node - 1 if ref.node else count - 1)

        return replace(self, outputs=map_refs(self.outputs, recounted))


def is_functional(config: Any) -> bool:
    """Whether a config has the keys of a Functional model, whatever its class is called."""
    return isinstance(config, dict) and config.keys() >= GRAPH_KEYS


def read_functional(config: Mapping[str, Any], place: Place, read_layer: ReadLayer) -> tuple[tuple[Layer, ...], Graph]:
    """Read layers and graph of a Functional config.

    Raises:
        UnreadableFileError: A name stands twice or is missing, or the calls depend on each other in a loop.
    """
    entries = config["layers"]
    if not isinstance(entries, list):
        raise place.unreadable("`layers` is no list", expected="a list of layers")
    named = {entry_of(raw, place).name: raw for raw in entries}
    if len(named) != len(entries):
        names = [entry_of(raw, place).name for raw in entries]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise place.unreadable(f"several layers have the same name: {', '.join(twice)}")
    layers = {name: read_layer(raw, place) for name, raw in named.items()}
    calls = {
        name: read_calls(raw.get("inbound_nodes") or [], layers[name].class_name, named, place.at(name))
        for name, raw in named.items()
    }
    inputs = read_ends(config["input_layers"], place, "input_layers")
    outputs = read_ends(config["output_layers"], place, "output_layers")
    graph = _Graph(layers, calls, inputs, outputs).with_outputs_from_0(place.version)
    return tuple(layers.values()), _settled(graph, place)


def _settled(graph: _Graph, place: Place) -> Graph:
    """The graph with the layers' own names, nodes counted from 0, and every call after those it depends on."""
    if missing := sorted({ref.layer for ref in graph.refs()} - graph.layers.keys()):
        raise place.unreadable(
            f"layers are called on the outputs of layers that are not there: {', '.join(missing)}",
            advice="The architecture was edited by hand or cut; put these layers back.",
        )
    first_nodes = _first_nodes(graph, place)

    def settle(ref: TensorRef) -> TensorRef:
        return TensorRef(graph.layers[ref.layer].name, ref.node - first_nodes[ref.layer], ref.tensor)

    calls = [
        Call(graph.layers[name].name, node, map_refs(arguments.args, settle), map_refs(arguments.kwargs, settle))
        for name, every in graph.calls.items()
        for node, arguments in enumerate(every)
    ]
    settled = Graph(in_order(calls, place), map_refs(graph.inputs, settle), map_refs(graph.outputs, settle))
    _notice_dead(graph, settled, place)
    return settled


def _first_nodes(graph: _Graph, place: Place) -> dict[str, int]:
    """From which index each layer's nodes are counted: Keras 2 counted those of nested models from 1."""
    used: dict[str, set[int]] = {name: set() for name in graph.layers}
    for ref in graph.refs():
        used[ref.layer].add(ref.node)
    first: dict[str, int] = {}
    for name, nodes in used.items():
        count = len(graph.calls[name]) or 1  # an InputLayer has one output without being called
        first[name] = 1 if nodes and 0 not in nodes and max(nodes) == count else 0
        wrong = sorted(node for node in nodes if not 0 <= node - first[name] < count)
        if wrong:
            raise place.at(name).unreadable(
                f"outputs of its call number {wrong[0]} are used, which is never made",
                expected=f"0 to {count - 1}" if count > 1 else "0",
            )
    return first


def _notice_dead(graph: _Graph, settled: Graph, place: Place) -> None:
    sources = {ref.layer for ref in refs_in(settled.inputs)}
    called = {call.layer for call in settled.calls}
    for layer in graph.layers.values():
        if layer.name not in called and layer.name not in sources and layer.class_name != "InputLayer":
            place.at(layer.name).notice(
                "layer_never_called",
                Severity.REFUSAL,
                f"{layer.class_name} is in the architecture, but nothing calls it",
                expected="every layer called",
                advice="Remove it from the architecture.",
            )
