"""A small model for each exported class that no other archive of its era holds."""

from __future__ import absolute_import

import importlib
import os
import pkgutil

from models import BUILDERS

SHARED = {
    "keras-2.2.4-theano": (
        "activation_layers", "identity", "lambda_backend", "masking", "maxout_highway",
        "pooling_1d", "pooling_3d", "regularization", "reshaping_1d", "rnn_cells",
        "thresholded_relu",
    ),
    "keras-2.2.4-cntk": (
        "activation_layers", "average_pooling_3d_same", "conv_net", "identity", "lambda_backend",
        "locally_connected_1d", "masking", "maxout_highway", "pooling_1d", "pooling_2d", "pooling_3d",
        "regularization_spatial", "reshaping", "reshaping_1d", "reshaping_3d", "rnn_cells",
        "thresholded_relu",
    ),
}  # fmt: skip
"""Models of `models` that fill the gaps of an era."""


def load(era):
    """Imports this package's families; returns their builders and those shared with `models`."""
    for found in pkgutil.iter_modules([os.path.dirname(os.path.abspath(__file__))]):
        importlib.import_module(__name__ + "." + found[1])
    only = importlib.import_module(__name__ + ".bases").ONLY
    own = [name for name in BUILDERS if era in only.get(name, (era,))]
    if era in SHARED:
        for found in pkgutil.iter_modules([os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "models")]):
            importlib.import_module("models." + found[1])
    return [BUILDERS[name] for name in sorted(own + list(SHARED.get(era, ())))]
