"""A folder in TensorFlow's SavedModel format, as ``model.save(folder)`` of tf.keras 2 wrote it.

What Keras knows of its layers stands in ``keras_metadata.pb`` (TensorFlow 2.5 to 2.15), before that among the objects
of ``saved_model.pb``; the variables in a checkpoint, whose object graph says which is whose. A SavedModel that Keras
did not write has functions, and no layers: it can be looked at.
https://github.com/tensorflow/tensorflow/blob/v2.15.0/tensorflow/python/keras/saving/saved_model/README.md
"""

from __future__ import annotations

from rekeras.archive import Archive
from rekeras.containers.saved_model_path import is_saved_model
from rekeras.readers._exported import architecture_of
from rekeras.readers._reader import Reader, Sample


def match(sample: Sample) -> bool:
    """A folder with a ``saved_model.pb``, or that file itself; not a folder of another format beside it."""
    return is_saved_model(sample.path) and architecture_of(sample.path) is None


def read(sample: Sample) -> Archive:
    """Read the model; its variables stay where they are. With ``--weights``, those of that file instead."""
    from rekeras.readers._saved_model import read_saved_model  # noqa: PLC0415 - protocol buffers take long to load

    return read_saved_model(sample, reader.name)


reader = Reader(__name__, "TensorFlow SavedModel", match, read)
