"""Convolutions with unequal kernels, odd and even: a missing flip or another padding shows."""

from __future__ import absolute_import

from models_backends import both_formats, image


def each(era, x, data_format, class_name, *variants):
    """The outputs of one layer for each variant; what this backend cannot compute is left out."""
    outputs = []
    for index, (arguments, options) in enumerate(variants):
        name = options.pop("name", "layer_{}".format(index))
        try:
            layer = era.layer(class_name, *arguments, data_format=data_format, name=name, **options)
            outputs += era.fan(x, layer)
        except (ValueError, NotImplementedError, RuntimeError, TypeError) as error:
            era.left_out.append("{}: {}".format(name, str(error).split("\n")[0][:160]))
    return era.model(x, outputs)


@both_formats()
def backend_conv1d(era, data_format):
    x = era.input(image(data_format, 4, 9))
    return each(
        era, x, data_format, "Conv1D",
        ((3, 2), {"name": "valid"}),
        ((2, 3), {"padding": "same", "activation": "relu", "name": "same"}),
        ((2, 3), {"strides": 2, "use_bias": False, "name": "strides"}),
    )


@both_formats()
def backend_conv1d_same(era, data_format):
    x = era.input(image(data_format, 4, 10))
    return each(
        era, x, data_format, "Conv1D",
        ((3, 4), {"padding": "same", "name": "even"}),
        ((2, 3), {"padding": "same", "strides": 2, "name": "stride"}),
        ((2, 3), {"padding": "same", "dilation_rate": 2, "name": "dilated"}),
    )


@both_formats()
def backend_conv2d(era, data_format):
    x = era.input(image(data_format, 3, 5, 7))
    return each(
        era, x, data_format, "Conv2D",
        ((3, (2, 3)), {"name": "valid"}),
        ((2, (3, 5)), {"padding": "same", "activation": "tanh", "name": "same"}),
        ((2, (2, 3)), {"strides": (2, 3), "use_bias": False, "name": "strides"}),
        ((2, (2, 3)), {"dilation_rate": (2, 2), "name": "dilated"}),
    )


@both_formats()
def backend_conv2d_same(era, data_format):
    x = era.input(image(data_format, 2, 6, 7))
    return each(
        era, x, data_format, "Conv2D",
        ((3, (2, 4)), {"padding": "same", "name": "even"}),
        ((2, (3, 3)), {"padding": "same", "strides": (2, 2), "name": "stride"}),
        ((2, (4, 2)), {"padding": "same", "strides": (3, 2), "name": "both"}),
        ((2, (2, 3)), {"padding": "same", "dilation_rate": (2, 2), "name": "dilated"}),
    )


@both_formats()
def backend_conv3d(era, data_format):
    x = era.input(image(data_format, 2, 3, 4, 4))
    return each(
        era, x, data_format, "Conv3D",
        ((2, (2, 3, 1)), {"name": "valid"}),
        ((2, (3, 1, 3)), {"padding": "same", "name": "same"}),
        ((2, (2, 2, 3)), {"padding": "same", "strides": (1, 2, 2), "name": "same_even"}),
    )


@both_formats()
def backend_conv2d_transpose(era, data_format):
    x = era.input(image(data_format, 2, 3, 4), batch=3)
    return each(
        era, x, data_format, "Conv2DTranspose",
        ((3, (2, 3)), {"name": "valid"}),
        ((2, (3, 3)), {"strides": (2, 3), "name": "strides"}),
    )


@both_formats()
def backend_conv2d_transpose_same(era, data_format):
    x = era.input(image(data_format, 2, 3, 4), batch=3)
    return each(
        era, x, data_format, "Conv2DTranspose",
        ((3, (3, 3)), {"padding": "same", "name": "same"}),
        ((2, (3, 5)), {"padding": "same", "strides": (2, 2), "name": "strides"}),
        ((2, (2, 4)), {"padding": "same", "strides": (2, 3), "name": "even"}),
    )


@both_formats()
def backend_conv3d_transpose(era, data_format):
    x = era.input(image(data_format, 2, 2, 3, 2), batch=3)
    return each(
        era, x, data_format, "Conv3DTranspose",
        ((2, (2, 3, 1)), {"name": "valid"}),
        ((2, (2, 2, 3)), {"strides": (1, 2, 1), "name": "strides"}),
    )


@both_formats()
def backend_separable(era, data_format):
    x = era.input(image(data_format, 2, 4, 5))
    return each(
        era, x, data_format, "SeparableConv2D",
        ((4, (2, 3)), {"name": "valid"}),
        ((5, (3, 3)), {"padding": "same", "depth_multiplier": 2, "name": "same"}),
    )


@both_formats()
def backend_depthwise(era, data_format):
    x = era.input(image(data_format, 2, 4, 5))
    return each(
        era, x, data_format, "DepthwiseConv2D",
        (((2, 3),), {"name": "valid"}),
        (((3, 3),), {"padding": "same", "depth_multiplier": 2, "name": "same"}),
    )


@both_formats()
def backend_conv_lstm(era, data_format):
    x = era.input((3,) + image(data_format, 2, 3, 4))
    return each(
        era, x, data_format, "ConvLSTM2D",
        ((2, (3, 3)), {"padding": "same", "return_sequences": True, "recurrent_activation": "sigmoid", "name": "same"}),
    )


@both_formats()
def backend_conv_lstm_valid(era, data_format):
    x = era.input((3,) + image(data_format, 2, 3, 4))
    return each(
        era, x, data_format, "ConvLSTM2D",
        ((2, (2, 3)), {"go_backwards": True, "recurrent_activation": "sigmoid", "name": "valid"}),
    )


@both_formats(later=("LocallyConnected2D",))
def backend_locally_connected(era, data_format):
    x = era.input(image(data_format, 2, 4, 5))
    return each(era, x, data_format, "LocallyConnected2D", ((3, (2, 3)), {"name": "plain"}))


@both_formats()
def backend_pooling(era, data_format):
    x = era.input(image(data_format, 2, 7, 9))
    return era.model(x, era.fan(
        x,
        era.layer("MaxPooling2D", (2, 3), data_format=data_format, name="max"),
        era.layer("AveragePooling2D", (3, 2), strides=(2, 1), data_format=data_format, name="average"),
        era.layer("GlobalAveragePooling2D", data_format=data_format, name="global_average"),
        era.layer("UpSampling2D", (2, 3), data_format=data_format, name="repeated"),
        era.layer("ZeroPadding2D", ((1, 0), (2, 3)), data_format=data_format, name="padded"),
        era.layer("Cropping2D", ((1, 0), (2, 3)), data_format=data_format, name="cropped"),
    ))


@both_formats()
def backend_pooling_same(era, data_format):
    x = era.input(image(data_format, 2, 7, 8))
    return era.model(x, era.fan(
        x,
        era.layer("MaxPooling2D", 3, strides=2, padding="same", data_format=data_format, name="max_odd"),
        era.layer("MaxPooling2D", 2, strides=1, padding="same", data_format=data_format, name="max_even"),
    ))


@both_formats()
def backend_pooling_same_average(era, data_format):
    x = era.input(image(data_format, 2, 7, 8))
    return era.model(x, era.fan(
        x,
        era.layer("AveragePooling2D", (2, 3), strides=2, padding="same", data_format=data_format, name="average"),
    ))


@both_formats()
def backend_conv_net(era, data_format):
    x = inputs = era.input(image(data_format, 3, 6, 8))
    x = era.layer("Conv2D", 4, 3, data_format=data_format, name="conv")(x)
    x = era.layer("BatchNormalization", axis=1 if data_format == "channels_first" else -1, name="normal")(x)
    x = era.layer("Activation", "relu", name="relu")(x)
    x = era.layer("MaxPooling2D", 2, data_format=data_format, name="pool")(x)
    x = era.layer("Flatten", data_format=data_format, name="flat")(x)
    return era.model(inputs, era.layer("Dense", 3, activation="softmax", name="dense")(x))
