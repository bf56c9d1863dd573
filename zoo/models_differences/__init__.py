"""Where Keras 3 computes something else than Keras 2 without a word: models in which each such difference shows."""

from __future__ import absolute_import

from models import load_families


def load():
    """Imports every family; returns the builders in order of their names."""
    return load_families(__name__, __path__)
