"""Builds models from what was drawn at random: a few layers, one after the other.

A drawing is {"inputs": [{"shape": [5, 3], "kind": "numbers"}], "layers": [{"class": "LSTM", "config": {...}}]};
a layer in a config is spelled the same way. Kinds: numbers, tokens (whole numbers with zeros at both ends), padded
(numbers whose first and last rows are zero). The first layer gets all the inputs.
"""

from __future__ import absolute_import

import numpy as np

VOCABULARY = 7


class Drawing(object):
    """Stands where `build.py` has a builder."""

    train, also, misread, later, family, needs, lacks = None, (), {}, (), "drawn", (), {}

    def __init__(self, name, drawing):
        self.name = name
        self.drawing = drawing

    def function(self, era):
        tensors = [one_input(era, each) for each in self.drawing["inputs"]]
        current = tensors if len(tensors) > 1 else tensors[0]
        for each in self.drawing["layers"]:
            current = made(era, each)(current)
        outputs = list(current) if isinstance(current, (list, tuple)) else [current]
        return era.model(tensors, flat(outputs))


def flat(outputs):
    return [one for each in outputs for one in (each if isinstance(each, (list, tuple)) else [each])]


def one_input(era, drawn):
    shape = tuple(drawn["shape"])
    if drawn["kind"] == "tokens":
        return era.tokens(shape[0], VOCABULARY)
    data = era.normal(shape)
    if drawn["kind"] == "padded":
        for row, (left, right) in enumerate([(1, 1), (2, 0), (0, 2)]):
            data[row, :left] = 0
            data[row, shape[0] - right:] = 0
    return era.input(shape, data)


def made(era, drawn):
    """The layer of a drawing. Unlike `Era.layer`, it raises where the era does not take the arguments."""
    config = {key: made(era, value) if is_layer(value) else value for key, value in drawn["config"].items()}
    found = era.find(drawn["class"])
    if found is None:
        raise ValueError("no " + drawn["class"])
    return found(**{key: tuple(value) if isinstance(value, list) else value for key, value in config.items()})


def is_layer(value):
    return isinstance(value, dict) and set(value) == {"class", "config"}


def has_nan(outputs):
    return any(y.dtype.kind == "f" and not np.all(np.isfinite(y)) for y in outputs)
