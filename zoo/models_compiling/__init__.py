"""Small models compiled in every way that an era's people compiled: losses, metrics, their weights; see `build_compiling.py`."""

from __future__ import absolute_import

import importlib

from models_training import BUILDERS


def load():
    """The models of this package, in order of their names."""
    importlib.import_module(__name__ + ".settings")
    return [BUILDERS[name] for name in sorted(BUILDERS)]
