"""The models of Keras 1: the same registry as `models`, in the words of Keras 1. Runs on Python 2.7 and 3.6.

Theano compiles every graph with the C++ compiler, hence few layers a model.
"""

from __future__ import absolute_import

import importlib
import os
import pkgutil

from models import BUILDERS, model  # noqa: F401 - the families import `model` from here

ORDERINGS = ("th", "tf")


def load():
    """Imports every family; returns the builders in order of their names."""
    BUILDERS.clear()
    for found in pkgutil.iter_modules([os.path.dirname(os.path.abspath(__file__))]):
        importlib.import_module(__name__ + "." + found[1])
    return [BUILDERS[name] for name in sorted(BUILDERS)]


def both_orderings(**options):
    """Registers a builder `f(era, dim_ordering)` as two models, `f_th` and `f_tf`."""

    def register(function):
        for ordering in ORDERINGS:
            def build(era, ordering=ordering):
                return function(era, ordering)

            build.__name__ = str(function.__name__ + "_" + ordering)
            build.__module__ = function.__module__
            model(**options)(build)
        return function

    return register


def image(ordering, channels, *sizes):
    """The shape of an image without the batch."""
    return (channels,) + sizes if ordering == "th" else sizes + (channels,)
