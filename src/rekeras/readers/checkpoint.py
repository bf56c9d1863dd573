"""A checkpoint by itself: ``model.index`` and shards, of ``save_weights``, ``tf.train.Checkpoint`` or ``Saver``.

It holds variables under the attributes of objects, or under names, and nothing that says how layers compute. It can be
looked at; to convert it, name it beside its architecture.
https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/core/protobuf/trackable_object_graph.proto
"""

from __future__ import annotations

from rekeras.archive import Archive, Source
from rekeras.containers.checkpoint_path import checkpoint_index
from rekeras.containers.object_graph import read_object_graph
from rekeras.containers.saved_model import FILE, TEXT_FILE
from rekeras.containers.tensor_bundle import open_bundle
from rekeras.readers._no_layers import without_layers
from rekeras.readers._reader import Reader, Sample
from rekeras.records import Finding, Severity


def match(sample: Sample) -> bool:
    """A checkpoint, by any of its files, their common beginning, or their folder."""
    if any((sample.path / name).is_file() for name in (FILE, TEXT_FILE)):
        return False  # a SavedModel, whose variables may stand beside it
    return checkpoint_index(sample.path) is not None


def read(sample: Sample) -> Archive:
    """Say what it holds; it cannot be converted by itself."""
    index = checkpoint_index(sample.path)
    assert index is not None  # noqa: S101 - match() asked
    bundle = open_bundle(index, sample.limits)
    source = Source(index, reader.name, backend="tensorflow")
    kind = "names of variables" if read_object_graph(bundle) is None else "objects"
    return without_layers(source, "Checkpoint", bundle.tensors, _no_architecture(kind, index.name))


def _no_architecture(kind: str, name: str) -> Finding:
    return Finding(
        "no_architecture",
        Severity.REFUSAL,
        "",
        f"this is a TensorFlow checkpoint of {kind}: weights without an architecture",
        advice="Save the architecture in the old environment with model.to_json(), then: "
        f"rekeras convert model.json --weights {name}",
    )


reader = Reader(__name__, "TensorFlow checkpoint", match, read)
