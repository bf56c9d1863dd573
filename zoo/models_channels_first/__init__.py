"""Whole graphs with their channels first: every way in which the order of axes shows."""

from __future__ import absolute_import

from models import load_families


def load():
    """Imports every family; returns the builders in order of their names."""
    return load_families(__name__, __path__)
