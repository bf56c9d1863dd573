"""A whole model in one HDF5 file: architecture, weights, and how it was compiled.

Written by ``model.save()`` of Keras 1 and 2 and of tf.keras (also under the name ``.keras`` up to 2.12), and by Keras 3
for ``.h5``. The root holds the attributes ``model_config`` and ``training_config`` (JSON), the group ``model_weights``
one group for each layer.
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/saving/legacy/hdf5_format.py
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Archive, Source
from rekeras.containers.hdf5 import Hdf5File
from rekeras.containers.text import parse_json
from rekeras.errors import UnreadableFileError
from rekeras.readers._assembly import assemble
from rekeras.readers._optimizer_weights import optimizer_state
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._second_file import named_weights
from rekeras.readers._weights_section import find_section


def match(sample: Sample) -> bool:
    """An HDF5 file with an architecture."""
    return sample.hdf5 is not None and "model_config" in sample.hdf5.attributes()


def read(sample: Sample) -> Archive:
    """Read the model; with ``--weights``, the weights of that file instead of its own."""
    file = sample.hdf5
    assert file is not None  # noqa: S101 - match() asked
    own = find_section(file)
    section = named_weights(sample) or own
    if section is None:
        raise UnreadableFileError(
            sample.path, "has an architecture, but no weights", advice="Name the weights file with --weights."
        )
    said = own or section
    source = Source(sample.path, reader.name, said.keras_version, said.backend, sample.weights)
    document = _json_attribute(file, "model_config", sample)
    training = _json_attribute(file, "training_config", sample)
    state = optimizer_state(file) if section is own else ()
    return assemble(source, document, section, sample.limits, training, state)


def _json_attribute(file: Hdf5File, name: str, sample: Sample) -> Any:
    text = file.text(name)
    return None if text is None else parse_json(text, f"{sample.path}: {name}", sample.limits)


reader = Reader(__name__, "whole Keras model (HDF5)", match, read)
