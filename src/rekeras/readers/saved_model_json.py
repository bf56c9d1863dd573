"""A SavedModel that ``tf.keras.experimental.export_saved_model`` of TensorFlow 1.13 to 2.0 wrote.

The architecture stands in ``assets/saved_model.json``, the weights in the checkpoint ``variables``; the graphs, one for
each of training, evaluation and serving, are not needed.
https://github.com/tensorflow/tensorflow/blob/v1.14.0/tensorflow/python/keras/saving/saved_model.py
"""

from __future__ import annotations

from pathlib import Path

from rekeras.archive import Archive, Source
from rekeras.containers.saved_model_path import FILE
from rekeras.containers.signature import read_head
from rekeras.containers.text import parse_json
from rekeras.readers._assembly import assemble
from rekeras.readers._exported import architecture_of
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._second_file import named_weights, weights_of_checkpoint


def match(sample: Sample) -> bool:
    """A SavedModel with an architecture among its assets, by its folder or by ``saved_model.pb``."""
    return architecture_of(sample.path) is not None


def read(sample: Sample) -> Archive:
    """Read the model; with ``--weights``, the weights of that file instead of its own."""
    path = architecture_of(sample.path)
    assert path is not None  # noqa: S101 - match() asked
    document = parse_json(_text(path, sample), path, sample.limits)
    index = path.parent.parent / "variables" / "variables.index"
    weights = named_weights(sample) or weights_of_checkpoint(index, sample)
    said = document if isinstance(document, dict) else {}
    version, backend = said.get("keras_version"), said.get("backend")
    source = Source(
        sample.path,
        reader.name,
        version if isinstance(version, str) else "",
        backend if isinstance(backend, str) else "tensorflow",
        sample.weights,
    )
    return assemble(source, document, weights, sample.limits)


def _text(path: Path, sample: Sample) -> bytes:
    read_head(path)
    size = path.stat().st_size
    sample.limits.require("size of the configuration in bytes", size, sample.limits.config_bytes, path)
    return path.read_bytes()


reader = Reader(__name__, f"Keras model exported as SavedModel ({FILE} and JSON)", match, read)
