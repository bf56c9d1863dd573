"""Images, volumes, sequences and videos; no two sizes are equal."""

from __future__ import absolute_import

from models import model

FIRST = {"data_format": "channels_first"}


def chain(x, *layers):
    """One layer after the other; those that this era lacks are left out."""
    for layer in layers:
        if layer is not None:
            x = layer(x)
    return x


@model()
def first_unet(era):
    x = era.input((3, 8, 12))
    a = era.layer("Conv2D", 4, (3, 2), padding="same", activation="relu", name="a", **FIRST)(x)
    b = era.layer("MaxPooling2D", (2, 3), name="down", **FIRST)(a)
    c = era.layer("Conv2D", 5, (2, 3), padding="same", activation="tanh", name="b", **FIRST)(b)
    d = era.layer("UpSampling2D", (2, 3), name="up", **FIRST)(c)
    e = era.layer("Concatenate", axis=1, name="skip")([d, a])
    f = era.layer("Conv2DTranspose", 3, (3, 3), strides=(2, 1), padding="same", name="wider", **FIRST)(e)
    g = era.layer("Cropping2D", ((1, 2), (3, 1)), name="crop", **FIRST)(f)
    return era.model(x, [g, era.layer("Conv2D", 2, (1, 2), activation="softmax", name="last", **FIRST)(g)])


@model()
def first_normalized(era):
    x = era.input((4, 5, 6))
    y = era.layer("Conv2D", 6, (2, 3), name="conv", **FIRST)(x)
    outputs = era.fan(
        y,
        era.layer("BatchNormalization", axis=1, name="batch"),
        era.layer("LayerNormalization", axis=1, name="layer"),
        era.layer("LayerNormalization", axis=[1, 2], name="layer_height"),
        era.layer("LayerNormalization", axis=[2, 3], name="layer_image"),
        era.layer("GroupNormalization", groups=3, axis=1, name="group"),
        era.layer("UnitNormalization", axis=1, name="unit"),
        era.layer("UnitNormalization", axis=[1, 3], name="unit_width"),
        era.layer("Softmax", axis=1, name="softmax"),
        era.layer("Softmax", axis=-1, name="softmax_width"),
        era.layer("Activation", "softmax", name="activation"),
        era.layer("PReLU", name="slopes"),
        era.layer("PReLU", shared_axes=[2, 3], name="slopes_shared"),
        era.layer("PReLU", shared_axes=[1], name="slopes_shared_by_channels"),
        era.layer("LeakyReLU", name="leaky"),
        era.layer("SpatialDropout2D", 0.3, name="dropout", **FIRST),
        era.layer("Dense", 3, name="dense"),
        era.layer("BatchNormalization", name="batch_width"),
    )
    return era.model(x, outputs)


@model()
def first_reshaped(era):
    x = era.input((3, 6, 8))
    y = era.layer("Conv2D", 4, (2, 3), name="conv", **FIRST)(x)
    flat = era.layer("Flatten", name="flat")(y)
    flat_first = (era.layer("Flatten", name="flat_first", **FIRST) or era.layer("Flatten", name="flat_first"))(y)
    pooled = era.layer("GlobalMaxPooling2D", name="pooled", **FIRST)(y)
    rows = era.layer("Reshape", (4, 30), name="rows")(y)
    turned = era.layer("Permute", (2, 1), name="turned")(rows)
    last = era.layer("Permute", (2, 3, 1), name="last")(y)
    swapped = era.layer("Permute", (1, 3, 2), name="swapped")(y)
    outputs = [
        era.layer("Dense", 2, name="of_flat")(flat),
        era.layer("Dense", 2, name="of_flat_first")(flat_first),
        era.layer("Dense", 2, name="of_pooled")(pooled),
        era.layer("LSTM", 3, name="of_turned")(turned),
        era.layer("Conv2D", 2, 2, data_format="channels_last", name="of_last")(last),
        era.layer("Conv2D", 2, (2, 1), name="of_swapped", **FIRST)(swapped),
    ]
    return era.model(x, outputs)


@model(lacks={"keras-2.2.4-theano": "Theano does not broadcast"})
def first_broadcast(era):
    x = era.input((4, 5, 6))
    z = era.input((1, 4, 1))
    y = era.layer("Conv2D", 3, 2, padding="valid", name="conv", **FIRST)(x)
    pooled = era.layer("GlobalAveragePooling2D", name="pooled", **FIRST)(y)
    gate = era.layer("Dense", 3, activation="sigmoid", name="gate")(pooled)
    wide = era.layer("Reshape", (3, 1, 1), name="wide")(gate)
    outputs = [era.layer("Multiply", name="scaled")([y, wide]), era.layer("Add", name="shifted")([y, z])]
    return era.model([x, z], outputs)


@model()
def first_broadcast_rank(era):
    x = era.input((4, 5, 6))
    z = era.input((5,))
    y = era.layer("Conv2D", 3, 2, name="conv", **FIRST)(x)
    outputs = [era.layer("Add", name="by_width")([y, z]), era.layer("Maximum", name="same")([y, y])]
    return era.model([x, z], outputs)


@model()
def first_nested(era):
    inner_x = era.keras.layers.Input((2, 6, 7))
    inner_y = era.layer("Conv2D", 3, (2, 3), name="inner_conv", **FIRST)(inner_x)
    inner_y = era.layer("BatchNormalization", axis=1, name="inner_batch")(inner_y)
    inner = era.keras.models.Model(inner_x, [inner_y, era.layer("Flatten", name="inner_flat")(inner_y)], name="inner")
    block = era.sequential([
        era.layer("Conv2D", 2, (3, 2), padding="same", input_shape=(3, 5, 5), name="block_conv", **FIRST),
        era.layer("PReLU", name="block_slopes"),
    ], name="block")
    left, right = era.input((2, 6, 7)), era.input((2, 6, 7))
    (a, flat_a), (b, flat_b) = inner(left), inner(right)
    both = era.layer("Concatenate", axis=-1, name="beside")([block(a), block(b)])
    flat = era.layer("Subtract", name="difference")([flat_a, flat_b])
    return era.model([left, right], [both, era.layer("Dense", 2, name="dense")(flat)])


@model()
def first_shared(era):
    x, plain = era.input((2, 5, 6)), era.input((2, 5, 6))
    batch = era.layer("BatchNormalization", axis=1, name="batch")
    relu = era.layer("Activation", "relu", name="relu")
    conv = era.layer("Conv2D", 2, (1, 2), padding="same", name="conv", **FIRST)
    rows = era.layer("Reshape", (2, 30), name="rows")
    outputs = [conv(relu(batch(conv(x)))), era.layer("Dense", 2, name="dense")(rows(relu(batch(plain))))]
    return era.model([x, plain], outputs)


@model()
def first_video(era):
    frame = era.sequential([
        era.layer("Conv2D", 3, (2, 3), padding="same", input_shape=(2, 5, 6), name="frame_conv", **FIRST),
        era.layer("BatchNormalization", axis=1, name="frame_batch"),
    ], name="frame")
    x = era.input((4, 2, 5, 6))
    y = era.layer("TimeDistributed", frame, name="frames")(x)
    y = era.layer("TimeDistributed", era.layer("MaxPooling2D", (1, 2), name="pool", **FIRST), name="pools")(y)
    y = era.layer("ConvLSTM2D", 3, (2, 3), padding="same", return_sequences=True, name="walk", **FIRST)(y)
    flat = era.layer("TimeDistributed", era.layer("Flatten", name="flat"), name="flats")(y)
    last = era.layer("ConvLSTM2D", 2, (1, 2), name="again", **FIRST)(y)
    return era.model(x, [era.layer("GRU", 2, name="gru")(flat), last])


@model()
def first_video_both_ways(era):
    x = era.input((3, 2, 5, 6))
    walk = era.layer("ConvLSTM2D", 2, (1, 3), return_sequences=True, name="walk", **FIRST)
    y = era.layer("Bidirectional", walk, merge_mode="sum", name="both")(x)
    return era.model(x, era.layer("TimeDistributed", era.layer("Conv2D", 2, 2, name="conv", **FIRST), name="each")(y))


@model()
def first_volumes(era):
    x = era.input((2, 6, 7, 8))
    y = chain(
        x,
        era.layer("ZeroPadding3D", ((1, 0), (0, 2), (1, 1)), name="pad", **FIRST),
        era.layer("Conv3D", 3, (2, 3, 2), name="conv", **FIRST),
        era.layer("AveragePooling3D", (2, 1, 2), name="pool", **FIRST),
        era.layer("SpatialDropout3D", 0.2, name="dropout", **FIRST),
        era.layer("UpSampling3D", (1, 2, 1), name="up", **FIRST),
        era.layer("Cropping3D", ((0, 1), (2, 0), (1, 1)), name="crop", **FIRST),
    )
    flat = era.layer("Flatten", name="flat")(y)
    pooled = era.layer("GlobalAveragePooling3D", name="pooled", **FIRST)(y)
    return era.model(x, [y, era.layer("Dense", 2, name="dense")(flat), pooled])


@model(needs=("Conv1D.data_format", "MaxPooling1D.data_format"))
def first_sequences(era):
    x = era.input((3, 11))
    y = chain(
        x,
        era.layer("Conv1D", 4, 3, name="conv", **FIRST),
        era.layer("MaxPooling1D", 2, name="pool", **FIRST),
        era.layer("SeparableConv1D", 5, 3, padding="same", name="separable", **FIRST),
        era.layer("BatchNormalization", axis=1, name="batch"),
    )
    turned = era.layer("Permute", (2, 1), name="turned")(y)
    outputs = [y, era.layer("LSTM", 3, name="lstm")(turned), era.layer("Conv1D", 2, 2, name="last")(turned)]
    return era.model(x, outputs)


@model()
def first_sequential(era):
    era.feed(era.normal((3, 7, 8)))
    return era.sequential([
        era.layer("Conv2D", 4, (2, 3), input_shape=(3, 7, 8), name="conv", **FIRST),
        era.layer("Dropout", 0.5, name="dropout"),
        era.layer("DepthwiseConv2D", (3, 2), name="depthwise", **FIRST),
        era.layer("AveragePooling2D", (2, 1), name="pool", **FIRST),
        era.layer("Flatten", name="flat"),
        era.layer("Dense", 3, activation="softmax", name="dense"),
    ])


@model()
def first_inside(era):
    """Images come with channels last, and a Permute puts them first."""
    x = era.input((6, 7, 3))
    first = era.layer("Permute", (3, 1, 2), name="to_first")(x)
    y = era.layer("Conv2D", 4, (2, 3), activation="relu", name="conv", **FIRST)(first)
    last = era.layer("Permute", (2, 3, 1), name="to_last")(y)
    return era.model(x, [era.layer("Conv2D", 2, 2, data_format="channels_last", name="more")(last), y])


@model(needs=("Conv2D.groups",))
def first_named_inputs(era):
    inputs = {"b": era.input((2, 5, 6), name="b"), "a": era.input((6,), name="a")}
    y = era.layer("Conv2D", 4, (2, 3), name="conv", **FIRST)(inputs["b"])
    outputs = {"z": y, "c": era.layer("Dense", 2, name="dense")(inputs["a"])}
    return era.model(inputs, outputs)
