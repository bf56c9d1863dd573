"""Pooling, padding, cropping, repeating."""

from __future__ import absolute_import

from models_keras1 import both_orderings, image, model


@model()
def pooling_1d(era):
    x = era.input((9, 4))
    outputs = era.fan(
        x,
        era.layer("MaxPooling1D", 2, name="max"),
        era.layer("AveragePooling1D", 3, stride=2, name="average"),
        era.layer("GlobalMaxPooling1D", name="global_max"),
        era.layer("GlobalAveragePooling1D", name="global_average"),
    )
    return era.model(x, outputs)


@both_orderings()
def pooling_2d(era, ordering):
    x = era.input(image(ordering, 2, 7, 9))
    outputs = era.fan(
        x,
        era.layer("MaxPooling2D", (2, 3), dim_ordering=ordering, name="max"),
        era.layer("AveragePooling2D", (3, 2), strides=(2, 1), dim_ordering=ordering, name="average"),
        era.layer("GlobalMaxPooling2D", dim_ordering=ordering, name="global_max"),
        era.layer("GlobalAveragePooling2D", dim_ordering=ordering, name="global_average"),
    )
    return era.model(x, outputs)


@both_orderings()
def pooling_2d_same(era, ordering):
    """`same`: Theano pads otherwise than TensorFlow. The names of the convolution's weights tell the backend."""
    x = era.input(image(ordering, 3, 7, 8))
    hidden = era.layer("Convolution2D", 2, 1, 1, dim_ordering=ordering)(x)
    outputs = era.fan(
        hidden,
        era.layer("MaxPooling2D", (3, 3), strides=(2, 2), border_mode="same", dim_ordering=ordering, name="max_odd"),
        era.layer("MaxPooling2D", (2, 2), strides=(1, 1), border_mode="same", dim_ordering=ordering, name="max_even"),
        era.layer("AveragePooling2D", (2, 3), strides=(2, 2), border_mode="same", dim_ordering=ordering,
                  name="average"),
    )
    return era.model(x, outputs)


@both_orderings(later=("backend that no file says",))
def pooling_alone(era, ordering):
    """Nothing in the file says which backend it is of."""
    x = era.input(image(ordering, 2, 7, 8))
    return era.model(x, era.layer("MaxPooling2D", (2, 2), border_mode="same", dim_ordering=ordering, name="max")(x))


@both_orderings()
def pooling_3d(era, ordering):
    x = era.input(image(ordering, 2, 4, 2, 6))
    outputs = era.fan(
        x,
        era.layer("MaxPooling3D", (2, 1, 3), dim_ordering=ordering, name="max"),
        era.layer("AveragePooling3D", (1, 2, 3), strides=(1, 1, 2), dim_ordering=ordering, name="average"),
    )
    return era.model(x, outputs)


@model()
def borders_1d(era):
    x = era.input((6, 3))
    outputs = era.fan(
        x,
        era.layer("ZeroPadding1D", 2, name="padding"),
        era.layer("ZeroPadding1D", (1, 2), name="padding_two"),
        era.layer("ZeroPadding1D", {"left_pad": 2, "right_pad": 1}, name="padding_dict"),
        era.layer("Cropping1D", (1, 2), name="cropping"),
        era.layer("UpSampling1D", 3, name="repeated"),
    )
    return era.model(x, outputs)


@both_orderings()
def borders_2d(era, ordering):
    """Their configs do not say the ordering; the convolution's does."""
    x = era.input(image(ordering, 3, 5, 6))
    hidden = era.layer("Convolution2D", 2, 1, 1, dim_ordering=ordering)(x)
    outputs = era.fan(
        hidden,
        era.layer("ZeroPadding2D", (1, 2), dim_ordering=ordering, name="padding"),
        era.layer("ZeroPadding2D", (1, 2, 3, 0), dim_ordering=ordering, name="padding_four"),
        era.layer("ZeroPadding2D", {"top_pad": 1, "left_pad": 2, "right_pad": 3}, dim_ordering=ordering,
                  name="padding_dict"),
        era.layer("Cropping2D", ((1, 0), (2, 1)), dim_ordering=ordering, name="cropping"),
        era.layer("UpSampling2D", (2, 3), dim_ordering=ordering, name="repeated"),
    )
    return era.model(x, outputs)


@both_orderings()
def borders_3d(era, ordering):
    x = era.input(image(ordering, 3, 2, 3, 4))
    hidden = era.layer("Convolution3D", 2, 1, 1, 1, dim_ordering=ordering)(x)
    outputs = era.fan(
        hidden,
        era.layer("ZeroPadding3D", (1, 2, 0), dim_ordering=ordering, name="padding"),
        era.layer("Cropping3D", ((1, 0), (1, 1), (0, 2)), dim_ordering=ordering, name="cropping"),
        era.layer("UpSampling3D", (2, 1, 2), dim_ordering=ordering, name="repeated"),
    )
    return era.model(x, outputs)


@both_orderings()
def spatial_dropout(era, ordering):
    x = era.input(image(ordering, 2, 3, 4))
    hidden = era.layer("SpatialDropout2D", 0.3, dim_ordering=ordering)(x)
    flat = era.layer("Flatten")(hidden)
    again = era.layer("SpatialDropout1D", 0.2)(era.layer("Reshape", (4, 6))(flat))
    cube = era.layer("SpatialDropout3D", 0.2, dim_ordering=ordering)(era.layer("Reshape", (2, 3, 2, 2))(flat))
    return era.model(x, [hidden, again, cube])


@both_orderings(later=("ordering that no file says",))
def padding_alone(era, ordering):
    """Nothing in the file says which axes are padded."""
    x = era.input(image(ordering, 3, 5, 6))
    return era.model(x, era.layer("ZeroPadding2D", (1, 2), dim_ordering=ordering, name="padding")(x))


@both_orderings()
def pooling_3d_global(era, ordering):
    x = era.input(image(ordering, 2, 4, 3, 5))
    outputs = era.fan(
        x,
        era.layer("GlobalMaxPooling3D", dim_ordering=ordering, name="max"),
        era.layer("GlobalAveragePooling3D", dim_ordering=ordering, name="average"),
    )
    return era.model(x, outputs)
