"""Classes that others are made from, and those that hardly anybody used."""

from __future__ import absolute_import

import numpy as np

from models import model

KERAS_1 = ("keras-1.2.2-tf", "keras-1.2.2-theano")


ONLY = {}
"""Models for these eras alone: in the others another archive has them, or nothing does."""


def only(*eras):
    def remember(function):
        ONLY[function.__name__] = eras
        return function

    return remember


def base(era):
    """The class Layer itself; older versions did not export it from `layers`."""
    return getattr(era.keras.layers, "Layer", None) or era.keras.engine.Layer


@model()
def class_layer(era):
    """A Layer gives what it gets."""
    x = era.input((5,))
    return era.model(x, base(era)(name="nothing")(era.layer("Dense", 4, name="dense")(x)))


@model(needs=("Wrapper",))
def class_wrapper(era):
    """A Wrapper that computes nothing with its layer."""
    x = era.input((5,))
    return era.model(x, era.layer("Wrapper", era.layer("Dense", 3), name="around")(era.layer("Dense", 4)(x)))


@model(needs=("ConvRNN2D", "ConvLSTM2DCell"))
def class_conv_rnn(era):
    x = era.input((4, 5, 6, 2))
    cell = era.layer("ConvLSTM2DCell", 3, (2, 3), recurrent_activation="sigmoid", name="cell")
    return era.model(x, era.layer("ConvRNN2D", cell, return_sequences=True, name="walk")(x))


@model(needs=("RandomFourierFeatures",))
def class_random_fourier_features(era):
    x = era.input((5,))
    outputs = era.fan(
        x,
        era.layer("RandomFourierFeatures", 4, scale=2.5, name="gaussian"),
        era.layer("RandomFourierFeatures", 3, kernel_initializer="laplacian", name="laplacian"),
    )
    return era.model(x, outputs)


@model(needs=("CategoryCrossing",))
def class_category_crossing(era):
    data = np.array([["a"], ["b"], ["a"]])
    x, y = era.input((1,), data, dtype="string"), era.input((1,), data[::-1], dtype="string")
    crossed = era.layer("CategoryCrossing", name="crossing")([x, y])
    return era.model([x, y], era.layer("Hashing", 7, salt=[11, 12], name="hashing")(crossed))


@only("tf-2.3")
@model(needs=("Hashing",))
def class_hashing(era):
    data = np.array([["a", "b"], ["c", "d"], ["a", "e"]])
    x = era.input((2,), data, dtype="string")
    return era.model(x, era.layer("Hashing", 7, salt=[11, 12], name="hashing")(x))


@only(*KERAS_1)
@model(needs=("GlobalAveragePooling3D",))
def class_global_pooling_3d(era):
    x = era.input((3, 4, 5, 2))
    outputs = [
        era.layer(name, dim_ordering=ordering, name=name + ordering)(x)
        for name in ("GlobalAveragePooling3D", "GlobalMaxPooling3D")
        for ordering in ("tf", "th")
    ]
    return era.model(x, outputs)


@only("keras-2.0.8")
@model()
def class_merge(era):
    """The merging layer of Keras 1, which was left beside its successors."""
    from keras.legacy.layers import Merge

    x, y = era.input((4,)), era.input((4,))
    first, second = era.layer("Dense", 3, name="first")(x), era.layer("Dense", 3, name="second")(y)
    outputs = [Merge(mode=mode, name=mode)([first, second]) for mode in ("sum", "mul", "ave", "max", "concat")]
    return era.model([x, y], outputs)


@only("keras-2.2.4-theano", "keras-2.2.4-cntk", *KERAS_1)
@model()
def class_activations(era):
    """Every function that `activations` exports, as an argument and as a layer."""
    x = era.input((4, 5))
    names = [name for name in ACTIVATIONS if callable(getattr(era.keras.activations, name, None))]
    layers = [era.layer("Dense", 3, activation=name, name="of_" + name) for name in names]
    layers += [era.layer("Activation", name, name="alone_" + name) for name in names]
    return era.model(x, era.fan(x, *layers))


@only("keras-2.2.4-cntk")
@model()
def class_cells(era):
    x = era.input((5, 4))
    gates = {"recurrent_activation": "sigmoid"}
    outputs = era.fan(
        x,
        era.layer("RNN", era.layer("GRUCell", 2, reset_after=False, **gates), return_sequences=True, name="gru"),
        era.layer("RNN", era.layer("SimpleRNNCell", 3), name="simple"),
    )
    return era.model(x, outputs)


@only("keras-2.2.4-cntk")
@model()
def class_masking(era):
    x = era.input((5, 4))
    masked = era.layer("Masking", 0.5, name="masking")(x)
    return era.model(x, era.layer("TimeDistributed", era.layer("Dense", 3), name="each")(masked))


ACTIVATIONS = (
    "elu", "exponential", "gelu", "hard_sigmoid", "linear", "mish", "relu", "selu", "sigmoid", "softmax", "softplus",
    "softsign", "swish", "tanh",
)  # fmt: skip
