"""BatchNormalization in its three modes."""

from __future__ import absolute_import

from models_keras1 import both_orderings, image, model


@model()
def batch_normalization(era):
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("BatchNormalization", name="last"),
        era.layer("BatchNormalization", axis=1, epsilon=1e-4, momentum=0.9, name="first"),
    )
    return era.model(x, outputs)


@both_orderings()
def batch_normalization_image(era, ordering):
    x = era.input(image(ordering, 3, 4, 5))
    return era.model(x, era.layer("BatchNormalization", axis=1 if ordering == "th" else -1, name="normal")(x))


@model(later=("BatchNormalization mode 1",))
def batch_normalization_sample(era):
    """Mode 1 normalises each sample over its last axis."""
    x = era.input((5, 4))
    return era.model(x, era.layer("BatchNormalization", mode=1, epsilon=1e-2, name="sample")(x))


@model(later=("BatchNormalization mode 2",))
def batch_normalization_batch(era):
    """Mode 2 takes the statistics of the batch, in prediction too."""
    x = era.input((4,))
    hidden = era.layer("BatchNormalization", mode=2, name="batch")(x)
    return era.model(x, era.layer("Dense", 3)(hidden))
