"""Weights alone as ``save_weights("….weights.h5")`` of Keras 2.12 and later and of Keras 3 writes them.

The tensors have places (``layers/dense_1/vars/0``) instead of names, so that nothing can be said of them without the
architecture; one that stands beside it under an obvious name is taken. Large models stand in several such files, which
an index (``….weights.json``) lists.
https://github.com/keras-team/keras/blob/v3.15.0/keras/src/saving/saving_lib.py
"""

from __future__ import annotations

from rekeras.archive import Archive
from rekeras.readers._placed_weights import is_index, is_placed
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._two_files import read_with_architecture


def match(sample: Sample) -> bool:
    """An HDF5 file with places and without an architecture, or the index of several."""
    return is_index(sample) or (sample.hdf5 is not None and is_placed(sample.hdf5))


def read(sample: Sample) -> Archive:
    """Read it with the architecture that stands beside it.

    Raises:
        ModelRefusedError: None stands there.
    """
    return read_with_architecture(reader.name, sample)


reader = Reader(__name__, "Keras weights without architecture (.weights.h5)", match, read)
