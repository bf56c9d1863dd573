"""Keras's own zip format, of TensorFlow 2.12 to 2.15, tf_keras and every Keras 3, or a folder unpacked from it.

``metadata.json`` says which Keras wrote it, ``config.json`` holds the architecture, ``model.weights.h5`` the variables
by their place (or several such files and an index), ``assets/`` the vocabularies that ``adapt`` counted.
https://github.com/keras-team/keras/blob/v3.15.0/keras/src/saving/saving_lib.py
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/saving/saving_lib.py
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Archive, Source
from rekeras.containers.members import Members
from rekeras.containers.text import parse_json
from rekeras.readers._assembly import assemble
from rekeras.readers._placed_weights import weights_in
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._second_file import named_weights

CONFIG, METADATA = "config.json", "metadata.json"


def match(sample: Sample) -> bool:
    """An archive or a folder with the configuration and the metadata."""
    if sample.path.is_dir():  # which may hold any number of other files
        return (sample.path / CONFIG).is_file() and (sample.path / METADATA).is_file()
    return sample.members is not None and {CONFIG, METADATA} <= set(sample.members.names)


def read(sample: Sample) -> Archive:
    """Read the model; with ``--weights``, the weights of that file instead of its own."""
    members = sample.members
    assert members is not None  # noqa: S101 - match() asked
    document, metadata = (_json(members, name, sample) for name in (CONFIG, METADATA))
    version = metadata.get("keras_version") if isinstance(metadata, dict) else None
    source = Source(sample.path, reader.name, version if isinstance(version, str) else "", weights_path=sample.weights)
    weights = named_weights(sample) or weights_in(members, sample)
    training = document.get("compile_config") if isinstance(document, dict) else None
    return assemble(source, document, weights, sample.limits, training)


def _json(members: Members, name: str, sample: Sample) -> Any:
    return parse_json(members.read(name), f"{members.path}: {name}", sample.limits)


reader = Reader(__name__, "Keras model (.keras)", match, read)
