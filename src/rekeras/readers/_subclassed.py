"""A model of somebody's own class in a SavedModel: its layers are known one by one, how it calls them is code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rekeras.archive import Layer
from rekeras.containers.keras_metadata import KerasObject
from rekeras.containers.object_graph import ROOT
from rekeras.containers.saved_model import SavedModel
from rekeras.records import Severity
from rekeras.topology.architecture import read_layer
from rekeras.topology.place import Place
from rekeras.topology.values import plain

LAYERS = ("_tf_keras_layer", "_tf_keras_rnn_layer", "_tf_keras_network", "_tf_keras_sequential", "_tf_keras_model")
PACKAGE = "its author"


def read_subclassed(saved: SavedModel, known: Mapping[int, KerasObject], place: Place) -> Layer:
    """The model with the layers that it holds as parts, by attribute; it is refused.

    Raises:
        UnreadableFileError: The metadata of a layer make no sense.
    """
    root = known[ROOT].content
    name = str(root.get("name") or "model")
    class_name = str(root.get("class_name") or "Model")
    place.notice(
        "no_model",
        Severity.REFUSAL,
        f"{class_name} is a class of its author: how it calls its layers is code, which is not in the file",
        expected="a Functional or Sequential model",
        advice="Port its code to Keras 3, load the weights into its layers there, and save that.",
    )
    parts = {".".join(path): _layer(known[number], place) for path, number in _inner(saved, known)}
    config = plain(root.get("config") or {})
    rest = {key: value for key, value in config.items() if key != "name"} if isinstance(config, dict) else {}
    return Layer(class_name, name, rest, parts=parts, package=PACKAGE)


def _layer(known: KerasObject, place: Place) -> Layer:
    content = plain(known.content)
    name = str(content.get("name") or content.get("class_name"))
    config = content.get("config")
    class_name = str(content.get("class_name"))
    if isinstance(config, dict) and ("name" in config or "layers" in config):
        return read_layer({"class_name": class_name, "config": config}, place, name)
    return replace(Layer(class_name, name), package=PACKAGE)


def _inner(saved: SavedModel, known: Mapping[int, KerasObject]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The layers that the model holds, each once: its attributes, and what lists and dicts in these hold."""
    seen = {ROOT}
    queue: list[tuple[tuple[str, ...], int]] = [((), ROOT)]
    for path, number in queue:
        for child in saved.objects[number].children:
            if child.node_id in seen or child.local_name in ("keras_api", "optimizer"):
                continue
            seen.add(child.node_id)
            inside = (*path, child.local_name)
            if child.node_id in known and known[child.node_id].identifier in LAYERS:
                yield inside, child.node_id
            elif saved.objects[child.node_id].user_object.identifier.startswith("trackable_"):
                queue.append((inside, child.node_id))
