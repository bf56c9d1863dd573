"""The architecture alone as YAML, as ``model.to_yaml()`` wrote it up to TensorFlow 2.5; the weights stand beside it.

https://github.com/keras-team/keras/blob/2.2.4/keras/engine/network.py (``Network.to_yaml``)
"""

from __future__ import annotations

from rekeras.archive import Archive
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._two_files import is_architecture, read_with_weights


def match(sample: Sample) -> bool:
    """YAML with a class name and the config of a model."""
    return sample.json is None and is_architecture(sample.yaml)


def read(sample: Sample) -> Archive:
    """Read it with the weights that were named, or that stand beside it."""
    return read_with_weights(sample.yaml, reader.name, sample)


reader = Reader(__name__, "Keras architecture (YAML) with weights beside it", match, read)
