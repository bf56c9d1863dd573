"""Normalization with weights."""

from __future__ import absolute_import

from models import model


@model()
def batch_normalization(era):
    x = era.input((4, 3, 5))
    outputs = era.fan(
        x,
        era.layer("BatchNormalization", name="last"),
        era.layer("BatchNormalization", epsilon=0.02, momentum=0.7, name="epsilon"),
        era.layer("BatchNormalization", axis=2, scale=False, name="no_scale"),
        era.layer("BatchNormalization", center=False, name="no_center"),
        era.layer("BatchNormalization", scale=False, center=False, gamma_initializer="zeros", name="neither"),
        era.layer("BatchNormalization", trainable=False, epsilon=0.1, name="frozen"),
    )
    return era.model(x, outputs)


@model(lacks={era: "on its CPU only the last axis of four" for era in ("tf-1.14", "tf-2.0")})
def batch_normalization_axis_1(era):
    x = era.input((4, 3, 5))
    return era.model(x, era.layer("BatchNormalization", axis=1, name="axis_1")(x))


@model()
def batch_normalization_dense(era):
    """On vectors and on sequences."""
    x = inputs = era.input((6,))
    x = era.layer("Dense", 5)(x)
    x = era.layer("BatchNormalization", beta_regularizer="l2", gamma_constraint="nonneg")(x)
    y = era.layer("RepeatVector", 3)(x)
    return era.model(inputs, [x, era.layer("BatchNormalization", axis=1)(y)])


@model(needs=("LayerNormalization",))
def layer_normalization(era):
    x = era.input((4, 3, 5))
    outputs = era.fan(
        x,
        era.layer("LayerNormalization", name="last"),
        era.layer("LayerNormalization", axis=[2, 3], epsilon=0.02, name="two_axes"),
        era.layer("LayerNormalization", scale=False, name="no_scale"),
        era.layer("LayerNormalization", center=False, name="no_center"),
    )
    return era.model(x, outputs)


@model(needs=("LayerNormalization",))
def layer_normalization_axis(era):
    x = era.input((4, 3, 5))
    outputs = era.fan(
        x,
        era.layer("LayerNormalization", axis=1, name="axis_1"),
        era.layer("LayerNormalization", axis=[1, 2], name="axes_1_2"),
    )
    return era.model(x, outputs)


@model(needs=("UnitNormalization",))
def unit_normalization(era):
    x = era.input((4, 3, 5))
    outputs = era.fan(
        x,
        era.layer("UnitNormalization", name="last"),
        era.layer("UnitNormalization", axis=1, name="axis_1"),
        era.layer("UnitNormalization", axis=[1, 2], name="two_axes"),
    )
    return era.model(x, outputs)


@model(needs=("GroupNormalization",))
def group_normalization(era):
    x = era.input((4, 3, 6))
    outputs = era.fan(
        x,
        era.layer("GroupNormalization", groups=2, name="two_groups"),
        era.layer("GroupNormalization", groups=-1, epsilon=0.02, name="instance"),
        era.layer("GroupNormalization", groups=3, axis=2, scale=False, name="no_scale"),
        era.layer("GroupNormalization", groups=3, center=False, name="no_center"),
    )
    return era.model(x, outputs)


@model(needs=("SpectralNormalization",))
def spectral_normalization(era):
    x = era.input((5, 6, 3))
    convolved = era.layer("SpectralNormalization", era.layer("Conv2D", 4, 2), power_iterations=2, name="conv")(x)
    flat = era.layer("Flatten")(convolved)
    return era.model(x, [convolved, era.layer("SpectralNormalization", era.layer("Dense", 3), name="dense")(flat)])


@model(needs=("BatchNormalization.renorm",), later=("BatchNormalization(renorm=True)",))
def batch_normalization_renorm(era):
    x = era.input((4, 5))
    return era.model(x, era.layer("BatchNormalization", renorm=True, name="renorm")(x))
