"""The architecture alone as JSON, as ``model.to_json()`` writes it; the weights stand in an HDF5 file of their own.

https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/engine/training.py (``Model.to_json``)
"""

from __future__ import annotations

from rekeras.archive import Archive
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._two_files import is_architecture, read_with_weights


def match(sample: Sample) -> bool:
    """JSON with a class name and the config of a model."""
    return is_architecture(sample.json)


def read(sample: Sample) -> Archive:
    """Read it with the weights that were named, or that stand beside it."""
    return read_with_weights(sample.json, reader.name, sample)


reader = Reader(__name__, "Keras architecture (JSON) with weights beside it", match, read)
