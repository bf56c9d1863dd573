"""The registry of the zoo's models, one module a family.

A builder is a function of one argument, the `Era`, that returns an uncompiled model of that
era's Keras. Its name is the model's name and its module's name is the family.
Everything here runs on Python 3.6 to 3.11.
"""

from __future__ import absolute_import

import importlib
import pkgutil

BUILDERS = {}


class Builder(object):
    """One registered model.

    needs: names that this era must have, "Conv2D" (a class) or "Conv2D.groups" (an argument).
    later: what in it Keras 3 has no more or computes differently; empty for most models.
    also: further files besides `<name>.h5`: "json" (with `<name>_weights.h5`), "yaml", "keras".
    train: keyword arguments of `compile`; a few training steps are then run before saving.
    lacks: era -> why this era cannot make the model, where no name tells it.
    misread: era -> why this era's own loader computes other numbers from a file that is right.
    """

    def __init__(self, function, needs, later, also, train, lacks, misread):
        self.function = function
        self.name = function.__name__
        self.family = function.__module__.rsplit(".", 1)[-1]
        self.needs = needs
        self.later = later
        self.also = also
        self.train = train
        self.lacks = lacks
        self.misread = misread


def model(needs=(), later=(), also=(), train=None, lacks=None, misread=None):
    """Registers a builder; the arguments are those of `Builder`."""

    def register(function):
        if function.__name__ in BUILDERS:
            raise ValueError("two models named " + function.__name__)
        BUILDERS[function.__name__] = Builder(function, needs, later, also, train, lacks or {}, misread or {})
        return function

    return register


def load_families(package, path):
    """Imports every module of a package at this path; returns all builders in order of their names."""
    for found in pkgutil.iter_modules(path):
        importlib.import_module(package + "." + found[1])
    return [BUILDERS[name] for name in sorted(BUILDERS)]


def load():
    """Imports every family; returns the builders in order of their names."""
    return load_families(__name__, __path__)
