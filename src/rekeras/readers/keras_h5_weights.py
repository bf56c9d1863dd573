"""Weights alone in one HDF5 file, as ``model.save_weights()`` of Keras 1 and 2 wrote them; no architecture.

The root holds what ``model_weights`` holds in a whole model. Nothing in it tells how the layers compute or are
connected, so that an architecture is needed: one that stands beside it under an obvious name is taken.
"""

from __future__ import annotations

from rekeras.archive import Archive
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._two_files import read_with_architecture
from rekeras.readers._weights_section import find_section


def match(sample: Sample) -> bool:
    """An HDF5 file with weights and without an architecture."""
    file = sample.hdf5
    return file is not None and "model_config" not in file.attributes() and find_section(file) is not None


def read(sample: Sample) -> Archive:
    """Read it with the architecture that stands beside it.

    Raises:
        ModelRefusedError: None stands there.
    """
    return read_with_architecture(reader.name, sample)


reader = Reader(__name__, "Keras weights without architecture (HDF5)", match, read)
