"""Models with layers of other packages; a family is named by the package that must be there."""

from __future__ import absolute_import

from models import load_families, model

__all__ = ["load", "model"]


def load():
    """Imports every family; returns the builders in order of their names."""
    return load_families(__name__, __path__)
