"""Operators of Python and functions of tf.math, element by element."""

from __future__ import absolute_import

import numpy as np
from models import model
from models_operators import each


@model()
def op_operators(era):
    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    row = np.array([0.5, -1.5, 2.25], dtype="float32")
    return era.model([x, y], each(era, [
        lambda: h + y, lambda: h - 0.25, lambda: 1.5 - h, lambda: h * y, lambda: h / (y * y + 0.75),
        lambda: 2.0 / (h * h + 1.0), lambda: (h * h + 0.3) ** 1.5, lambda: 2.0 ** h, lambda: -h, lambda: abs(h),
        lambda: h // 0.4, lambda: h % 0.7, lambda: 3.0 // (abs(h) + 0.4), lambda: h + row, lambda: row * h,
    ]))


@model()
def op_math(era):
    import tensorflow as tf

    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    positive = tf.math.abs(h) + 0.3
    names = ("exp", "expm1", "sin", "cos", "tan", "tanh", "sigmoid", "softplus", "erf", "sign", "floor", "ceil",
             "round", "square", "negative", "abs", "asinh", "atan", "sinh", "cosh")
    functions = [lambda name=name: getattr(tf.math, name)(h) for name in names]
    functions += [lambda name=name: getattr(tf.math, name)(positive)
                  for name in ("log", "log1p", "sqrt", "rsqrt", "reciprocal")]
    functions += [lambda: tf.math.log_sigmoid(h), lambda: tf.nn.softsign(h), lambda: tf.math.tanh(x=h),
                  lambda: tf.clip_by_value(h, -0.4, 0.6), lambda: tf.clip_by_value(h, clip_value_min=-0.3, clip_value_max=0.2)]
    return era.model([x, y], each(era, functions))


@model()
def op_binary(era):
    import tensorflow as tf

    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    positive = tf.math.abs(y) + 0.3
    return era.model([x, y], each(era, [
        lambda: tf.add(h, y), lambda: tf.math.subtract(h, y), lambda: tf.multiply(h, y, name="product"),
        lambda: tf.divide(h, positive), lambda: tf.math.divide_no_nan(h, y), lambda: tf.math.floordiv(h, positive),
        lambda: tf.math.floormod(h, positive), lambda: tf.pow(positive, h), lambda: tf.maximum(h, y),
        lambda: tf.minimum(x=h, y=y), lambda: tf.math.squared_difference(h, y), lambda: tf.math.atan2(h, y),
        lambda: tf.add_n([h, y, x[:, :, :3]]), lambda: tf.math.xlogy(h, positive), lambda: tf.add(2.5, h),
        lambda: tf.maximum(h, 0.1), lambda: tf.math.multiply_no_nan(h, y), lambda: tf.subtract(1.0, h),
        lambda: tf.math.truediv(h, 255.0), lambda: tf.add(x=h, y=y), lambda: h[:, :1] + y[:, :, :1],
    ]))


@model()
def op_comparison(era):
    import tensorflow as tf

    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)

    def real(tensor):
        return tf.cast(tensor, tf.float32) + 0.1 * h

    return era.model([x, y], each(era, [
        lambda: real(h > y), lambda: real(h < 0.2), lambda: real(tf.greater_equal(h, y)),
        lambda: real(tf.less_equal(h, y)), lambda: real(tf.equal(tf.round(h), tf.round(y))),
        lambda: real(tf.not_equal(tf.round(h), tf.round(y))), lambda: tf.where(h > y, h, y),
        lambda: tf.where(h > 0.0, h, tf.zeros_like(h)), lambda: real(tf.logical_and(h > 0.0, y > 0.0)),
        lambda: real(tf.logical_or(h > 0.0, y > 0.0)), lambda: real(tf.logical_not(h > 0.0)),
        lambda: real(tf.math.is_finite(h)), lambda: tf.where(h > 0.1, h, 0.25), lambda: real((h > 0.0) & (y > 0.0)),
        lambda: real(~(h > 0.0)), lambda: tf.zeros_like(h) + h, lambda: tf.ones_like(h) * h * 2.0,
        lambda: tf.cast(tf.cast(h * 10.0, "int32"), "float32") + h, lambda: tf.stop_gradient(h) * 1.5,
        lambda: tf.identity(h) * 0.5,
    ]))
