"""Layers of keras_contrib, with the arguments that change what they compute."""

from __future__ import absolute_import

from models_ecosystem import model

PACKAGE = "keras_contrib"


def add(era, class_name, *args, **kwargs):
    return era.layer(PACKAGE + "/" + class_name, *args, **kwargs)


@model()
def contrib_instance_normalization(era):
    x, first = era.input((4, 5, 6)), era.input((3, 4, 5))
    return era.model(
        [x, first],
        [
            add(era, "InstanceNormalization", name="all_axes")(x),
            add(era, "InstanceNormalization", axis=-1, epsilon=0.1, name="channels")(x),
            add(era, "InstanceNormalization", axis=3, scale=False, name="offset_alone")(x),
            add(era, "InstanceNormalization", axis=1, center=False, name="channels_first")(first),
        ],
    )


@model()
def contrib_instance_normalization_flat(era):
    x, y = era.input((6,)), era.input((5, 4))
    return era.model(
        [x, y],
        [
            add(era, "InstanceNormalization", name="vector")(x),
            add(era, "InstanceNormalization", axis=2, name="sequence")(y),
        ],
    )


@model()
def contrib_instance_normalization_any_size(era):
    x = era.input((None, None, 3), data=era.normal((6, 5, 3)))
    return era.model(x, add(era, "InstanceNormalization", axis=-1, name="channels")(x))


@model()
def contrib_group_normalization(era):
    x, first = era.input((4, 5, 6)), era.input((6, 4, 5))
    return era.model(
        [x, first],
        [
            add(era, "GroupNormalization", groups=2, name="last")(x),
            add(era, "GroupNormalization", groups=3, epsilon=0.1, center=False, name="no_offset")(x),
            add(era, "GroupNormalization", groups=3, axis=1, name="channels_first")(first),
        ],
    )


@model()
def contrib_activations(era):
    x, y = era.input((5,)), era.input((4, 3, 2))
    return era.model(
        [x, y],
        [
            add(era, "PELU", name="pelu")(x),
            add(era, "PELU", shared_axes=[1, 2], name="pelu_shared")(y),
            add(era, "Swish", beta=1.7, name="swish")(x),
            add(era, "Swish", beta=0.6, trainable=True, name="swish_trained")(y),
        ],
    )


@model()
def contrib_sine_relu(era):
    x = era.input((5,))
    return era.model(x, add(era, "SineReLU", epsilon=0.3, name="sine")(x))


@model(lacks={"keras-2.2.4": "its config holds initializers that cannot be written"})
def contrib_s_relu(era):
    x, y = era.input((5,)), era.input((4, 3, 2))
    return era.model([x, y], [add(era, "SReLU", name="each")(x), add(era, "SReLU", shared_axes=[1, 2], name="shared")(y)])


@model()
def contrib_sub_pixel_upscaling(era):
    x = era.input((3, 2, 18))
    return era.model(
        x,
        era.fan(x, add(era, "SubPixelUpscaling", scale_factor=3, name="three")),
    )


@model(later=("layers of keras_contrib without a twin",))
def contrib_refused(era):
    x, y = era.input((5,)), era.input((6, 5, 3))
    return era.model(
        [x, y],
        [
            add(era, "CosineDense", 4, name="cosine_dense")(x),
            add(era, "CosineConv2D", 3, (2, 2), name="cosine_conv")(y),
        ],
    )
