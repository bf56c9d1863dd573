"""What backends other than TensorFlow compute differently, in Keras 2.2.4: convolutions and pooling in both data
formats. Recurrent, merging and normalizing models are those of `models`.
"""

from __future__ import absolute_import

import importlib

from models import BUILDERS, load_families, model

SHARED = ("merging", "normalization", "recurrent", "wrappers")
FORMATS = {"first": "channels_first", "last": "channels_last"}


LACKS = {
    "keras-2.2.4-theano": {
        "backend_locally_connected_last": "wants a BLAS library",
        "bidirectional_cells": "two weights get the same name",
        "merging_broadcast": "Theano does not broadcast",
        "merging_dot": "wants a BLAS library",
    },
    "keras-2.2.4-cntk": {
        "backend_conv_lstm_valid_first": "its own code raises IndexError",
        "backend_conv_lstm_valid_last": "its own code raises IndexError",
        "bidirectional_cells": "two weights get the same name",
        "merging_masks": "CNTK needs dynamic axes",
    },
}


def load():
    """Imports every family and the shared ones; returns the builders in order of their names."""
    for family in SHARED:
        importlib.import_module("models." + family)
    builders = load_families(__name__, __path__)
    for era, reasons in LACKS.items():
        for name, reason in reasons.items():
            BUILDERS[name].lacks[era] = reason
    return builders


def both_formats(**options):
    """Registers a builder `f(era, data_format)` as two models, `f_first` and `f_last`."""

    def register(function):
        for short, data_format in sorted(FORMATS.items()):
            def build(era, data_format=data_format):
                return function(era, data_format)

            build.__name__ = str(function.__name__ + "_" + short)
            build.__module__ = function.__module__
            model(**options)(build)
        return function

    return register


def image(data_format, channels, *sizes):
    """The shape of an image without the batch."""
    return (channels,) + sizes if data_format == "channels_first" else sizes + (channels,)
