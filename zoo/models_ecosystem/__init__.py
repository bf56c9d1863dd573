"""Models with layers of other packages; a family is named by the package that must be there."""

from __future__ import absolute_import

import importlib
import os
import pkgutil

from models import BUILDERS, model

__all__ = ["load", "model"]


def load():
    """Imports every family; returns the builders in order of their names."""
    for found in pkgutil.iter_modules([os.path.dirname(os.path.abspath(__file__))]):
        importlib.import_module(__name__ + "." + found[1])
    return [BUILDERS[name] for name in sorted(BUILDERS)]
