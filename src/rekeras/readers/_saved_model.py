"""Read the Keras model of a SavedModel: the layers from its metadata, the variables along its object graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rekeras.archive import Archive, Layer, Outline, Source
from rekeras.containers.keras_metadata import KerasObject, keras_objects
from rekeras.containers.object_graph import ROOT, ObjectGraph, TrackedObject, read_object_graph
from rekeras.containers.saved_model import SavedModel, open_saved_model
from rekeras.describe import describe
from rekeras.errors import UnreadableFileError
from rekeras.pairing.by_object import pair_objects
from rekeras.pairing.objects import locate
from rekeras.readers._assembly import assemble
from rekeras.readers._leftovers import about
from rekeras.readers._no_layers import without_layers
from rekeras.readers._reader import Sample
from rekeras.readers._saved_vocabularies import Tables, with_vocabularies
from rekeras.readers._second_file import named_weights
from rekeras.readers._subclassed import read_subclassed
from rekeras.records import Finding, Severity
from rekeras.topology.architecture import read_architecture
from rekeras.topology.place import Place
from rekeras.topology.values import plain

MODELS = ("_tf_keras_network", "_tf_keras_sequential", "_tf_keras_model")


def read_saved_model(sample: Sample, name: str) -> Archive:
    """Read the model; its variables stay where they are. With ``--weights``, those of that file instead.

    Args:
        sample: Its folder, or the ``saved_model.pb`` inside.
        name: Of the format.
    """
    folder = sample.path if sample.path.is_dir() else sample.path.parent
    saved = open_saved_model(folder, sample.limits)
    known = keras_objects(saved)
    if ROOT not in known or known[ROOT].identifier not in MODELS:
        source = Source(sample.path, name, backend="tensorflow")
        tensors = saved.variables.tensors if saved.variables else {}
        return without_layers(source, "SavedModel", tensors, _no_keras(saved, known), _outline(saved))
    root = known[ROOT].content
    source = Source(sample.path, name, _said(root, "keras_version"), _said(root, "backend") or "tensorflow")
    return _keras_model(source, saved, known, sample)


def _keras_model(source: Source, saved: SavedModel, known: Mapping[int, KerasObject], sample: Sample) -> Archive:
    root = known[ROOT].content
    if (weights := named_weights(sample)) is not None:
        document = {"class_name": root.get("class_name"), "config": root.get("config")}
        return assemble(replace(source, weights_path=sample.weights), plain(document), weights, sample.limits)
    place = Place(sample.path, sample.limits)
    model = _model(saved, known, place)
    graph = (read_object_graph(saved.variables) if saved.variables else None) or _without_tensors(saved)
    tensors = saved.variables.tensors if saved.variables else {}
    names = {number: _name(each) for number, each in known.items() if number < len(graph.objects)}
    located = locate(model, graph, names)
    model = with_vocabularies(model, located.numbers, Tables(saved, graph, tensors))
    description, problems = describe(model)
    paired = pair_objects(model, description, located, graph, tensors)
    findings = (*place.findings, *problems, *paired.findings, *about(paired.leftovers))
    training = root.get("training_config")
    settings = plain(training) if isinstance(training, dict) else None
    return Archive(source, paired.model, settings, paired.leftovers, findings, _outline(saved), paired.state)


def _outline(saved: SavedModel) -> Outline:
    return Outline(saved.signatures, saved.operators)


def _model(saved: SavedModel, known: Mapping[int, KerasObject], place: Place) -> Layer:
    """The outermost model from its config; a subclassed one, whose config says nothing, from what it holds."""
    root = plain(known[ROOT].content)
    config = root.get("config")
    if isinstance(config, dict | list) and (isinstance(config, list) or "layers" in config):
        return read_architecture({"class_name": root.get("class_name"), "config": config}, place)
    return read_subclassed(saved, known, place)


def _without_tensors(saved: SavedModel) -> ObjectGraph:
    """The graph of a model without a single variable, for which there may be no checkpoint."""
    return ObjectGraph(
        tuple(TrackedObject({child.local_name: child.node_id for child in node.children}, {}) for node in saved.objects)
    )


def _name(known: KerasObject) -> str:
    content = known.content
    config = content.get("config")
    name = content.get("name") or (config.get("name") if isinstance(config, dict) else None)
    if not isinstance(name, str):
        raise UnreadableFileError(known.where, f"has the name {name!r}", expected="text")
    return name


def _said(content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    return value if isinstance(value, str) else ""


def _no_keras(saved: SavedModel, known: Mapping[int, KerasObject]) -> Finding:
    inside = sorted({each.identifier for each in known.values() if each.identifier in MODELS})
    what = (
        "a TensorFlow SavedModel that was not saved by Keras, or only exported (model.export): it holds functions, and "
        "says nothing of layers"
    )
    if inside:
        what = "a TensorFlow SavedModel that holds Keras models inside other objects"
    return Finding(
        "no_keras_model",
        Severity.REFUSAL,
        "",
        f"this is {what} (TensorFlow {saved.tensorflow_version or 'of unknown version'})",
        advice="Save the Keras model itself, in the environment that made it: model.save('model.h5').",
    )
