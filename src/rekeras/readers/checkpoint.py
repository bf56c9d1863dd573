"""A checkpoint by itself: ``model.index`` and shards, of ``save_weights``, ``tf.train.Checkpoint`` or ``Saver``.

It holds variables under the attributes of objects, or under names, and nothing that says how layers compute. It can be
looked at; to convert it, name it beside its architecture.
https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/core/protobuf/trackable_object_graph.proto
"""

from __future__ import annotations

from rekeras.archive import Archive, Source
from rekeras.containers.checkpoint_path import checkpoint_index
from rekeras.containers.saved_model_path import is_saved_model
from rekeras.readers._no_layers import without_layers
from rekeras.readers._reader import Reader, Sample
from rekeras.records import Finding, Severity


def match(sample: Sample) -> bool:
    """A checkpoint, by any of its files, their common beginning, or their folder."""
    if sample.path.is_dir() and is_saved_model(sample.path):
        return False  # its variables may stand beside it
    return checkpoint_index(sample.path) is not None


def read(sample: Sample) -> Archive:
    """Say what it holds; it cannot be converted by itself."""
    from rekeras.containers.object_graph import read_object_graph  # noqa: PLC0415 - protocol buffers take long to load
    from rekeras.containers.tensor_bundle import open_bundle  # noqa: PLC0415

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
        f"rekeras convert model.json --weights {name}. Or build the model in Keras 3, then: "
        f"rekeras weights {name} --into NEW.keras",
    )


reader = Reader(__name__, "TensorFlow checkpoint", match, read)
