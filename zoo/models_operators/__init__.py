"""TensorFlow called on Keras tensors: TensorFlowOpLayer up to TensorFlow 2.3, TFOpLambda and its kin from 2.4 on."""

from __future__ import absolute_import

from models import BUILDERS, load_families


# TensorFlow 2.0 names some layers like the folders of others, which HDF5 cannot hold.
NOT_SAVED = ("activations", "backend", "comparison", "einsum", "images", "indices", "math", "normalization", "products",
             "reduction", "shapes", "unknown_lengths")


def load():
    """Imports every family; returns the builders in order of their names."""
    builders = load_families(__name__, __path__)
    for name in NOT_SAVED:
        BUILDERS["op_" + name].lacks["tf-2.0"] = "two of its layers get the same place in HDF5"
    return builders


def each(era, functions):
    """What these functions give; those that this era cannot call on Keras tensors, or save, are left out."""
    outputs = []
    for function in functions:
        try:
            called = function()
        except Exception as error:  # what an old framework raises is what is noted
            era.left_out.append("{}: {}".format(type(error).__name__, str(error).split("\n")[0][:120]))
            continue
        outputs += list(called) if isinstance(called, (list, tuple)) else [called]
    return outputs
