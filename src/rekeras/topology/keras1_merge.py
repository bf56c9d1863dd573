"""Sequential models of Keras 0 and 1 whose first layer is a Merge of other models, read as the graph that they are.

``[Merge(layers=[Sequential, Sequential]), Dense, ...]``: each branch has an input of its own. Weights files list the
layers of all branches one after the other, as if there were no branches.
https://github.com/keras-team/keras/blob/1.2.2/keras/models.py (``Sequential.flattened_layers``)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rekeras.archive import Call, Graph, Layer, TensorRef, refs_in
from rekeras.records import Severity
from rekeras.topology.place import Place

ReadLayer = Callable[[Any, Place], Layer]


def starts_with_merge(entries: Sequence[Any]) -> bool:
    """Whether the first layer of a Sequential merges models that stand in its own config."""
    first = entries[0] if entries else None
    if not isinstance(first, dict) or first.get("class_name") != "Merge" or not isinstance(first.get("config"), dict):
        return False
    return isinstance(first["config"].get("layers"), list)


def read_merged(entries: Sequence[Any], place: Place, read_layer: ReadLayer) -> tuple[tuple[Layer, ...], Graph]:
    """Read the layers of a Sequential that starts with a Merge, and of all its branches, with their calls.

    Raises:
        UnreadableFileError: A branch says nowhere what shape its input has, or two layers have the same name.
    """
    flat = _Flat(place, read_layer)
    output = flat.chain(entries)
    inputs = flat.inputs[0] if len(flat.inputs) == 1 else flat.inputs
    names = ", ".join(ref.layer for ref in flat.inputs)
    place.notice(
        "merge_of_models",
        Severity.NOTE,
        f"a Sequential model that starts by merging others is read as a Functional model with the inputs {names}",
    )
    return tuple(flat.layers.values()), Graph(tuple(flat.calls), inputs, output)


@dataclass
class _Flat:
    """What has been read so far."""

    place: Place
    read_layer: ReadLayer
    layers: dict[str, Layer] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    inputs: list[TensorRef] = field(default_factory=list)

    def chain(self, entries: Sequence[Any]) -> TensorRef:
        """Add a Sequential; returns its output."""
        if starts_with_merge(entries):
            config = dict(entries[0]["config"])
            current: Any = [self.branch(raw) for raw in config.pop("layers")]
            return self._call_all([{**entries[0], "config": config}, *entries[1:]], current)
        if not entries:
            raise self.place.unreadable("a branch of a Merge has no layers")
        first = self.read_layer(entries[0], self.place)
        if first.class_name == "InputLayer":
            return self._call_all(entries[1:], self._input(first))
        return self._call_all(entries, self._input(self._input_layer_for(first)))

    def branch(self, raw: Any) -> TensorRef:
        """Add one of the merged models, or a layer by itself; returns its output."""
        config = raw.get("config") if isinstance(raw, dict) else None
        if isinstance(raw, dict) and raw.get("class_name") == "Sequential":
            entries = config.get("layers") if isinstance(config, dict) else config
            return self.chain(entries if isinstance(entries, list) else [])
        if not isinstance(config, dict) or "input_layers" not in config:
            return self.chain([raw])
        model = self.read_layer(raw, self.place)
        assert model.graph is not None  # noqa: S101 - its config has `input_layers`
        for layer in model.layers:
            self._add(layer)
        self.calls.extend(model.graph.calls)
        self.inputs.extend(refs_in(model.graph.inputs))
        return next(refs_in(model.graph.outputs))

    def _call_all(self, entries: Sequence[Any], given: Any) -> TensorRef:
        for raw in entries:
            layer = self.read_layer(raw, self.place)
            self._add(layer)
            self.calls.append(Call(layer.name, 0, (given,)))
            given = TensorRef(layer.name)
        assert isinstance(given, TensorRef)  # noqa: S101 - a list of several only goes into a Merge
        return given

    def _input(self, layer: Layer) -> TensorRef:
        self._add(layer)
        self.inputs.append(TensorRef(layer.name))
        return self.inputs[-1]

    def _input_layer_for(self, first: Layer) -> Layer:
        """The input that the first layer of a branch, or of the models it consists of, asks for."""
        inner = first
        while inner.layers and "batch_input_shape" not in inner.config:
            inner = inner.layers[0]
        if not isinstance(shape := inner.config.get("batch_input_shape"), list):
            raise self.place.at(first.name).unreadable(
                "a branch of a Merge says nowhere what shape its input has", expected="`batch_input_shape`"
            )
        dtype = inner.config.get("input_dtype", "float32")
        return Layer("InputLayer", f"{first.name}_input", {"batch_input_shape": shape, "input_dtype": dtype})

    def _add(self, layer: Layer) -> None:
        if layer.name in self.layers:
            raise self.place.at(layer.name).unreadable(
                "a layer stands in several branches of a Merge",
                expected="a name of its own for each layer",
                advice="Write the model with the functional API in the original framework, and save it again.",
            )
        self.layers[layer.name] = layer
