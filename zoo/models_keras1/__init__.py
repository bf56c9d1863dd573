"""The models of Keras 1: the same registry as `models`, in the words of Keras 1. Runs on Python 2.7 and 3.6.

Theano compiles every graph with the C++ compiler, hence few layers a model.
"""

from __future__ import absolute_import

from models import BUILDERS, load_families, model  # noqa: F401 - the families import `model` from here

ORDERINGS = ("th", "tf")

_OLDEST = set(
    "batch_normalization batch_normalization_image_th conv1d conv2d_tf conv2d_th dense embedding frozen gru lstm"
    " maxout_highway merge_sequential nested_models sequential_of_sequentials shared_layers text_classifier"
    " time_distributed_th".split()
)
OLDER = {
    "keras-1.0.3-theano": _OLDEST,
    "keras-1.0.8-theano": (_OLDEST - {"frozen", "sequential_of_sequentials"})
    | {"atrous_conv2d_th", "deconv2d_th", "locally_connected_1d", "merge_elementwise"},
    "keras-1.1.2-theano": _OLDEST | {"bidirectional", "conv_lstm_th", "deconv2d_th", "merge_elementwise"},
}
"""What is built of the versions before 1.2: what they write in another way, or might."""


def load():
    """Imports every family; returns the builders in order of their names."""
    BUILDERS.clear()
    return load_families(__name__, __path__)


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
