"""Convolutions: kernels and strides are unequal and odd or even, so that a missing flip or another padding shows."""

from __future__ import absolute_import

from models_keras1 import both_orderings, image, model

TF_ONLY = {"keras-1.2.2-theano": "only its TensorFlow backend has it"}


@model()
def conv1d(era):
    x = era.input((9, 4))
    outputs = era.fan(
        x,
        era.layer("Convolution1D", 3, 2, name="valid"),
        era.layer("Convolution1D", 5, 3, border_mode="same", activation="relu", bias=False, name="same"),
        era.layer("Convolution1D", 2, 3, border_mode="same", subsample_length=2, name="same_strides"),
    )
    return era.model(x, outputs)


@model()
def conv1d_even(era):
    """`same` with an even window: Theano pads on the other side."""
    x = era.input((9, 4))
    outputs = era.fan(
        x,
        era.layer("Convolution1D", 3, 4, border_mode="same", name="even"),
        era.layer("AtrousConvolution1D", 2, 3, atrous_rate=2, name="atrous"),
    )
    return era.model(x, outputs)


@model()
def conv1d_sequential(era):
    era.feed(era.normal((9, 4)))
    return era.sequential(
        [
            era.layer("Convolution1D", 3, 2, input_dim=4, input_length=9, activation="relu"),
            era.layer("MaxPooling1D", 2),
            era.layer("Convolution1D", 2, 3, init="he_normal"),
            era.layer("GlobalMaxPooling1D"),
        ]
    )


@both_orderings()
def conv2d(era, ordering):
    x = era.input(image(ordering, 3, 5, 7))
    outputs = era.fan(
        x,
        era.layer("Convolution2D", 3, 2, 3, dim_ordering=ordering, name="valid"),
        era.layer("Convolution2D", 5, 3, 5, border_mode="same", activation="tanh", dim_ordering=ordering, name="same"),
        era.layer("Convolution2D", 2, 2, 3, subsample=(2, 3), bias=False, dim_ordering=ordering, name="strides"),
    )
    return era.model(x, outputs)


@both_orderings()
def conv2d_same(era, ordering):
    """`same` with even windows and with strides, where frameworks pad differently."""
    x = era.input(image(ordering, 2, 6, 7))
    outputs = era.fan(
        x,
        era.layer("Convolution2D", 3, 2, 4, border_mode="same", dim_ordering=ordering, name="even"),
        era.layer("Convolution2D", 2, 3, 3, border_mode="same", subsample=(2, 2), dim_ordering=ordering, name="stride"),
        era.layer("Convolution2D", 2, 4, 2, border_mode="same", subsample=(3, 2), dim_ordering=ordering, name="both"),
    )
    return era.model(x, outputs)


@both_orderings()
def atrous_conv2d(era, ordering):
    x = era.input(image(ordering, 3, 5, 6))
    outputs = era.fan(
        x,
        era.layer("AtrousConvolution2D", 2, 2, 3, atrous_rate=(2, 2), dim_ordering=ordering, name="valid"),
    )
    return era.model(x, outputs)


@both_orderings()
def deconv2d(era, ordering):
    x = era.input(image(ordering, 2, 3, 4), batch=3)
    shapes = [image(ordering, 3, 4, 6), image(ordering, 2, 7, 9)]
    outputs = era.fan(
        x,
        era.layer("Deconvolution2D", 3, 2, 3, (3,) + shapes[0], dim_ordering=ordering, name="valid"),
        era.layer("Deconvolution2D", 2, 3, 3, (3,) + shapes[1], subsample=(2, 2), dim_ordering=ordering,
                  name="strides"),
    )
    return era.model(x, outputs)


@both_orderings(later=("strided same deconvolution",))
def deconv2d_same(era, ordering):
    x = era.input(image(ordering, 2, 3, 4), batch=3)
    layer = era.layer("Deconvolution2D", 3, 3, 3, (3,) + image(ordering, 3, 6, 8), subsample=(2, 2),
                      border_mode="same", dim_ordering=ordering, name="same")
    return era.model(x, layer(x))


@both_orderings(lacks=TF_ONLY)
def separable_conv2d(era, ordering):
    x = era.input(image(ordering, 3, 4, 5))
    outputs = era.fan(
        x,
        era.layer("SeparableConvolution2D", 4, 2, 3, dim_ordering=ordering, name="valid"),
        era.layer("SeparableConvolution2D", 7, 3, 3, border_mode="same", depth_multiplier=2, activation="relu",
                  dim_ordering=ordering, name="same"),
    )
    return era.model(x, outputs)


@both_orderings()
def conv3d(era, ordering):
    x = era.input(image(ordering, 2, 3, 4, 4))
    outputs = era.fan(
        x,
        era.layer("Convolution3D", 3, 2, 3, 1, dim_ordering=ordering, name="valid"),
        era.layer("Convolution3D", 2, 3, 1, 3, border_mode="same", activation="relu", dim_ordering=ordering,
                  name="same"),
    )
    return era.model(x, outputs)


@both_orderings()
def conv_net(era, ordering):
    """The classic small image classifier of 2016."""
    era.feed(era.normal(image(ordering, 3, 8, 10)))
    return era.sequential(
        [
            era.layer("Convolution2D", 4, 3, 3, input_shape=image(ordering, 3, 8, 10), dim_ordering=ordering),
            era.layer("Activation", "relu"),
            era.layer("BatchNormalization", axis=1 if ordering == "th" else 3),
            era.layer("MaxPooling2D", pool_size=(2, 2), dim_ordering=ordering),
            era.layer("Dropout", 0.25),
            era.layer("Flatten"),
            era.layer("Dense", 3, activation="softmax"),
        ]
    )


@model(later=("LocallyConnected1D",))
def locally_connected_1d(era):
    x = era.input((7, 3))
    outputs = era.fan(
        x,
        era.layer("LocallyConnected1D", 2, 3, activation="tanh", name="plain"),
        era.layer("LocallyConnected1D", 3, 2, subsample_length=2, bias=False, name="strides"),
    )
    return era.model(x, outputs)


@both_orderings(later=("LocallyConnected2D",))
def locally_connected_2d(era, ordering):
    x = era.input(image(ordering, 3, 5, 6))
    outputs = era.fan(
        x,
        era.layer("LocallyConnected2D", 2, 2, 3, activation="tanh", dim_ordering=ordering, name="plain"),
    )
    return era.model(x, outputs)
