"""Models that only Keras's own zip format can hold: vocabularies that `adapt` counted, classes of Keras 3.

They are registered as those of `models/` are.
"""

from __future__ import absolute_import

import importlib
import os
import pkgutil

import models


def load():
    """Imports every family here; returns the builders of these."""
    for found in pkgutil.iter_modules([os.path.dirname(__file__)]):
        importlib.import_module(__name__ + "." + found[1])
    own = (builder for builder in models.BUILDERS.values() if builder.function.__module__.startswith(__name__))
    return sorted(own, key=lambda builder: builder.name)
