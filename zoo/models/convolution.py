"""Convolutions of one to three dimensions: padding, strides, dilation, groups, transposed, separable, depthwise."""

from __future__ import absolute_import

from models import model


@model()
def conv1d(era):
    x = era.input((9, 4))
    outputs = era.fan(
        x,
        era.layer("Conv1D", 3, 2, name="valid"),
        era.layer("Conv1D", 5, 3, strides=2, padding="same", activation="relu", name="same_strides"),
        era.layer("Conv1D", 3, 3, padding="causal", dilation_rate=2, name="causal_dilated"),
        era.layer("Conv1D", 2, 4, padding="same", dilation_rate=2, use_bias=False, name="same_dilated"),
    )
    return era.model(x, outputs)


@model()
def conv2d(era):
    x = era.input((9, 7, 4))
    outputs = era.fan(
        x,
        era.layer("Conv2D", 3, (2, 3), name="valid"),
        era.layer("Conv2D", 5, (3, 2), strides=(2, 1), padding="same", activation="tanh", name="same_strides"),
        era.layer("Conv2D", 2, 3, strides=2, padding="same", name="same_even"),
        era.layer("Conv2D", 2, (2, 3), dilation_rate=(3, 2), use_bias=False, name="dilated"),
    )
    return era.model(x, outputs)


NO_GROUPS = {era: "grouped convolution does not run on its CPU" for era in ("tf-2.3", "tf-2.6")}


@model(needs=("Conv1D.groups",), lacks=NO_GROUPS)
def conv1d_groups(era):
    x = era.input((9, 4))
    return era.model(x, era.layer("Conv1D", 6, 3, groups=2, name="groups")(x))


@model(needs=("Conv2D.groups",), lacks=NO_GROUPS)
def conv2d_groups(era):
    x = era.input((5, 6, 4))
    outputs = era.fan(
        x,
        era.layer("Conv2D", 6, (2, 3), groups=2, name="two_groups"),
        era.layer("Conv2D", 8, 3, groups=4, padding="same", name="depthwise_like"),
    )
    return era.model(x, outputs)


@model()
def conv3d(era):
    x = era.input((3, 5, 4, 2))
    outputs = era.fan(
        x,
        era.layer("Conv3D", 3, (2, 3, 1), name="valid"),
        era.layer("Conv3D", 2, (3, 2, 2), strides=(1, 2, 3), padding="same", activation="relu", name="same_strides"),
        era.layer("Conv3D", 2, 2, use_bias=False, name="no_bias"),
    )
    return era.model(x, outputs)


@model()
def conv2d_transpose(era):
    x = era.input((3, 4, 2))
    outputs = era.fan(
        x,
        era.layer("Conv2DTranspose", 3, (2, 3), name="valid"),
        era.layer("Conv2DTranspose", 3, (3, 2), strides=(2, 3), padding="same", activation="tanh", name="same_strides"),
        era.layer("Conv2DTranspose", 2, 3, strides=(3, 2), padding="valid", use_bias=False, name="valid_strides"),
        era.layer("Conv2DTranspose", 2, 1, strides=2, padding="valid", name="kernel_smaller_than_strides"),
    )
    return era.model(x, outputs)


@model(needs=("Conv2DTranspose.output_padding",))
def conv2d_transpose_output_padding(era):
    x = era.input((3, 4, 2))
    outputs = era.fan(
        x,
        era.layer("Conv2DTranspose", 3, (3, 2), strides=(2, 3), padding="same", output_padding=(1, 2), name="same"),
        era.layer("Conv2DTranspose", 2, 3, strides=(3, 2), padding="valid", output_padding=(1, 0), name="valid"),
    )
    return era.model(x, outputs)


@model()
def conv3d_transpose(era):
    x = era.input((2, 3, 2, 2))
    outputs = era.fan(
        x,
        era.layer("Conv3DTranspose", 3, (2, 3, 1), name="valid"),
        era.layer("Conv3DTranspose", 2, 2, strides=(1, 2, 1), padding="same", activation="tanh", name="same_strides"),
        era.layer("Conv3DTranspose", 1, 2, strides=(2, 1, 1), use_bias=False, name="no_bias"),
    )
    return era.model(x, outputs)


@model(needs=("Conv1DTranspose",))
def conv1d_transpose(era):
    x = era.input((4, 3))
    outputs = era.fan(
        x,
        era.layer("Conv1DTranspose", 2, 3, name="valid"),
        era.layer("Conv1DTranspose", 5, 3, strides=2, padding="same", activation="tanh", name="same_strides"),
        era.layer("Conv1DTranspose", 2, 3, strides=2, output_padding=1, use_bias=False, name="output_padding"),
    )
    return era.model(x, outputs)


@model()
def separable_conv(era):
    x = era.input((7, 8, 3))
    outputs = era.fan(
        x,
        era.layer("SeparableConv2D", 4, (2, 3), name="valid"),
        era.layer("SeparableConv2D", 5, 3, strides=2, padding="same", depth_multiplier=2, activation="relu", name="same"),
        era.layer("SeparableConv2D", 2, 2, use_bias=False, depthwise_regularizer="l2", name="no_bias"),
    )
    return era.model(x, outputs)


@model(needs=("SeparableConv1D",))
def separable_conv1d(era):
    x = era.input((9, 3))
    outputs = era.fan(
        x,
        era.layer("SeparableConv1D", 4, 2, name="valid"),
        era.layer("SeparableConv1D", 5, 3, strides=2, padding="same", depth_multiplier=2, name="same"),
        era.layer("SeparableConv1D", 2, 3, use_bias=False, name="no_bias"),
        era.layer("SeparableConv1D", 2, 3, dilation_rate=2, activation="tanh", name="dilated"),
    )
    return era.model(x, outputs)


@model(needs=("SeparableConv1D",), lacks={era: "causal padding does not run here" for era in ("keras-2.2.4", "keras-2.3.1", "tf-2.3")})
def separable_conv1d_causal(era):
    x = era.input((9, 3))
    return era.model(x, era.layer("SeparableConv1D", 2, 3, padding="causal", use_bias=False, name="causal")(x))


@model(needs=("SeparableConv2D",))
def separable_conv_dilated(era):
    x = era.input((7, 8, 3))
    return era.model(x, era.layer("SeparableConv2D", 4, 2, dilation_rate=(2, 2), name="dilated")(x))


@model(needs=("DepthwiseConv2D",))
def depthwise_conv2d(era):
    x = era.input((7, 8, 3))
    outputs = era.fan(
        x,
        era.layer("DepthwiseConv2D", (2, 3), name="valid"),
        era.layer("DepthwiseConv2D", 3, strides=2, padding="same", depth_multiplier=2, activation="relu", name="same"),
        era.layer("DepthwiseConv2D", 2, use_bias=False, name="no_bias"),
    )
    return era.model(x, outputs)


@model(needs=("DepthwiseConv2D.dilation_rate",))
def depthwise_conv2d_dilated(era):
    x = era.input((7, 8, 3))
    layer = era.layer("DepthwiseConv2D", 2, dilation_rate=(2, 2), depth_multiplier=2, name="dilated")
    return era.model(x, layer(x))


@model(needs=("DepthwiseConv1D",))
def depthwise_conv1d(era):
    x = era.input((9, 3))
    outputs = era.fan(
        x,
        era.layer("DepthwiseConv1D", 2, name="valid"),
        era.layer("DepthwiseConv1D", 3, strides=2, padding="same", depth_multiplier=2, activation="tanh", name="same"),
        era.layer("DepthwiseConv1D", 3, dilation_rate=2, use_bias=False, name="dilated"),
    )
    return era.model(x, outputs)


@model(also=("json",))
def conv_net(era):
    """The classic small image classifier, with auto-generated names and two blocks of the same shape."""
    x = inputs = era.input((8, 9, 3))
    for strides in (1, (2, 3)):
        x = era.layer("Conv2D", 3, 3, padding="same", strides=strides, use_bias=False)(x)
        x = era.layer("BatchNormalization")(x)
        x = era.layer("Activation", "relu")(x)
    x = era.layer("MaxPooling2D", (2, 1))(x)
    x = era.layer("Flatten")(x)
    x = era.layer("Dropout", 0.25)(x)
    return era.model(inputs, era.layer("Dense", 4, activation="softmax")(x))


NO_NCHW = "convolution of channels_first does not run on this TensorFlow's CPU"


@model(lacks={era: NO_NCHW for era in ("tf-1.14", "tf-2.0", "tf-2.3", "tf-2.6", "tf-2.10", "tf-2.13")})
def conv_channels_first(era):
    x = era.input((3, 6, 7))
    x1 = era.layer("Conv2D", 4, (2, 3), data_format="channels_first", name="conv")(x)
    x2 = era.layer("BatchNormalization", axis=1, name="normalization")(x1)
    x3 = era.layer("Flatten", data_format="channels_first", name="flat") or era.layer("Flatten", name="flat")
    return era.model(x, [x1, era.layer("Dense", 2, name="dense")(x3(x2))])
