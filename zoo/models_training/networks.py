"""The networks that are trained. No kinks, no bias before a normalization: what a step does depends on no rounding."""

from __future__ import absolute_import

import numpy as np


def small(era):
    """Dense layers around one that is frozen, so that what is trained stands apart in the file, and a normalization."""
    x = era.input((4,), name="numbers")
    hidden = era.layer("Dense", 3, activation="tanh", name="first")(x)
    hidden = normalization(era, "normalized", hidden)
    hidden = era.layer("Dense", 4, activation="tanh", name="frozen", trainable=False)(hidden)
    era.target(era.normal((2,)))
    return era.model(x, era.layer("Dense", 2, name="last")(hidden))


def permuted(era):
    """What a conversion turns around: kernels of Theano, gates of recurrent layers; two outputs with two losses."""
    image = era.input((4, 3, 2), name="image")
    sequence = era.input((3, 2), name="sequence")
    called = [
        era.layer("Flatten", name="flat")(convolution(era, 2, 3, 2, activation="tanh", name="convolved")(image)),
        era.layer("GRU", 2, name="gated")(sequence),
        era.layer("LSTM", 3, name="remembered")(sequence),
    ]
    joined = era.concatenate(called, name="joined")
    era.target(era.normal((2,)))
    era.target(np.array([[1], [0], [1]], "float32"))
    outputs = [
        era.layer("Dense", 2, name="left")(joined),
        era.layer("Dense", 1, activation="sigmoid", name="right")(joined),
    ]
    return era.model([image, sequence], outputs)


def nested(era):
    """A frozen layer inside a model inside a model, which comes behind a layer with weights of its own."""
    inside = era.keras.layers.Input(shape=(3,), name="inside")
    hidden = era.layer("Dense", 3, activation="tanh", name="inner_frozen", trainable=False)(inside)
    hidden = normalization(era, "inner_normalized", hidden)
    inner = era.model(inside, era.layer("Dense", 2, activation="tanh", name="inner_last")(hidden), name="inner")
    x = era.input((4,), name="numbers")
    first = era.layer("Dense", 3, activation="tanh", name="first")(x)
    era.target(era.normal((2,)))
    return era.model(x, era.layer("Dense", 2, name="last")(inner(first)))


def embedded(era):
    """Gradients of an embedding, of which each step meets some rows only."""
    x = era.tokens(4, 7, name="words")
    hidden = era.layer("Embedding", 7, 3, name="embedded")(x)
    hidden = era.layer("Flatten", name="flat")(hidden) if era.is_keras_1 else averaged(era, hidden)
    era.target(era.normal((2,)))
    return era.model(x, era.layer("Dense", 2, name="last")(hidden))


def normalized(era):
    """A normalization alone, in eras whose statistics move as they do in no other."""
    x = era.input((4,), name="numbers")
    hidden = era.layer("BatchNormalization", name="normalized")(era.layer("Dense", 3, activation="tanh", name="first")(x))
    era.target(era.normal((2,)))
    return era.model(x, era.layer("Dense", 2, name="last")(hidden))


def normalization(era, name, x):
    """A normalization, but for eras that have `normalized`."""
    return x if era.moves_statistics else era.layer("BatchNormalization", name=name)(x)


def averaged(era, x):
    return era.layer("GlobalAveragePooling1D", name="averaged")(x)


def convolution(era, filters, rows, columns, **kwargs):
    """A convolution in the words of the era."""
    if era.is_keras_1:
        return era.layer("Convolution2D", filters, rows, columns, dim_ordering="tf", **kwargs)
    return era.layer("Conv2D", filters, (rows, columns), data_format="channels_last", **kwargs)
