"""The architecture of a Sequential or Graph of Keras 0.3 (JSON), with its weights in an HDF5 file.

https://github.com/keras-team/keras/blob/0.3.3/keras/models.py
"""

from __future__ import annotations

from rekeras.archive import Archive, Source
from rekeras.containers.hdf5 import open_hdf5
from rekeras.errors import UnreadableFileError
from rekeras.readers._assembly import assemble
from rekeras.readers._keras0_weights import Keras0Weights
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._second_file import find_weights
from rekeras.topology.keras0 import in_keras_1_words, is_keras_0, training_in_keras_1_words

VERSION = "0.3"


def match(sample: Sample) -> bool:
    """JSON of a model whose layers have their class under `name`."""
    return is_keras_0(sample.json)


def read(sample: Sample) -> Archive:
    """Read it with the weights that were named, or that stand beside it.

    Raises:
        UnreadableFileError: Either file cannot be read, or makes no sense.
    """
    weights = sample.weights or find_weights(sample.path)
    if weights is None:
        raise UnreadableFileError(
            sample.path,
            "is an architecture of Keras 0.3, and no weights stand beside it",
            expected="a second file, from model.save_weights()",
            advice="Name it: --weights FILE.",
        )
    try:
        document = in_keras_1_words(sample.json)
    except (KeyError, TypeError) as problem:
        raise UnreadableFileError(sample.path, f"is a damaged architecture of Keras 0.3: {problem!r}") from problem
    file = sample.stack.enter_context(open_hdf5(weights, sample.limits))
    source = Source(sample.path, reader.name, VERSION, "", weights)
    return assemble(
        source, document, Keras0Weights(file.tensors), sample.limits, training_in_keras_1_words(sample.json)
    )


reader = Reader(__name__, "Keras 0.3 architecture (JSON) with weights beside it", match, read)
