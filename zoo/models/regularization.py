"""Layers that act in training only: at inference they must pass everything on."""

from __future__ import absolute_import

from models import model


@model()
def regularization(era):
    x = inputs = era.input((5, 4))
    x = era.layer("Dense", 6, name="before")(x)
    for layer in (
        era.layer("Dropout", 0.3, seed=7, name="dropout"),
        era.layer("SpatialDropout1D", 0.2, name="spatial_1d"),
        era.layer("GaussianNoise", 0.4, name="noise"),
        era.layer("GaussianDropout", 0.25, name="gaussian"),
        era.layer("AlphaDropout", 0.15, name="alpha"),
        era.layer("ActivityRegularization", l1=0.1, l2=0.2, name="activity"),
    ):
        x = layer(x) if layer is not None else x
    return era.model(inputs, era.layer("Dense", 3, activity_regularizer="l2", name="after")(x))


@model(lacks={era: "the shape of the noise cannot leave the batch open" for era in ("keras-2.0.8", "tf-1.14")})
def dropout_noise_shape(era):
    x = era.input((5, 4))
    return era.model(x, era.layer("Dense", 3)(era.layer("Dropout", 0.3, noise_shape=(None, 1, 4), name="dropout")(x)))


@model()
def regularization_spatial(era):
    x, y = era.input((3, 4, 2)), era.input((2, 3, 4, 2))
    first = era.layer("SpatialDropout2D", 0.3, data_format="channels_last", name="spatial_2d")(x)
    second = era.layer("SpatialDropout3D", 0.4, name="spatial_3d")(y)
    return era.model([x, y], [era.layer("Dense", 3)(first), era.layer("Dense", 4)(second)])
