"""Functional models: shared layers, several inputs, models inside models."""

from __future__ import absolute_import

from models_keras1 import model


@model(also=("json", "yaml"))
def shared_layers(era):
    """A siamese model: one layer called twice."""
    a, b = era.input((4,), name="a"), era.input((4,), name="b")
    dense = era.layer("Dense", 3, activation="tanh", name="shared")
    merged = era.merge([dense(a), dense(b)], mode="concat")
    return era.model([a, b], [era.layer("Dense", 2)(merged), dense(b)])


@model()
def nested_models(era):
    """A Sequential and a functional model inside a functional one; the first is called twice."""
    inner = era.sequential([
        era.layer("Dense", 5, input_dim=4, activation="tanh", name="first"),
        era.layer("Dense", 4, name="second"),
    ], name="stack")
    h = era.keras.layers.Input(shape=(4,))
    functional = era.model(h, era.layer("Dense", 3, name="deep")(h), name="functional")
    x = era.input((4,))
    return era.model(x, [functional(inner(x)), inner(inner(x))])


@model()
def sequential_of_sequentials(era):
    era.feed(era.normal((4,)))
    return era.sequential([
        era.sequential([era.layer("Dense", 3, input_dim=4), era.layer("Activation", "tanh")]),
        era.sequential([era.layer("Dense", 3, input_dim=3), era.layer("BatchNormalization")]),
        era.layer("Dense", 2),
    ])


@model()
def frozen(era):
    """Layers that do not train: their weights move behind the others inside a nested model."""
    inner = era.sequential([
        era.layer("Dense", 4, input_dim=4, trainable=False, name="fixed"),
        era.layer("Dense", 4, name="free"),
        era.layer("BatchNormalization", name="normal"),
    ], name="stack")
    x = era.input((4,))
    return era.model(x, era.layer("Dense", 2, trainable=False, name="last")(inner(x)))


@model()
def time_distributed_model(era):
    inner = era.sequential([
        era.layer("Dense", 5, input_dim=4, activation="tanh"),
        era.layer("Dense", 2),
    ])
    x = era.input((3, 4))
    return era.model(x, era.layer("TimeDistributed", inner, name="each")(x))


@model()
def slashed_names(era):
    """Names as those of SqueezeNet: the variables of Keras 1 have slashes then, as those of Keras 2 do."""
    x = era.input((5, 6, 2))
    hidden = era.layer("Convolution2D", 3, 2, 3, dim_ordering="tf", name="fire2/squeeze")(x)
    hidden = era.layer("BatchNormalization", name="fire2/normal")(hidden)
    hidden = era.layer("GlobalAveragePooling2D", dim_ordering="tf", name="fire2/pool")(hidden)
    return era.model(x, era.layer("Dense", 4, activation="softmax", name="loss/3")(hidden))
