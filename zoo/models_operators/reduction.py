"""Functions that make less of an axis, or run along one."""

from __future__ import absolute_import

from models import model
from models_operators import each


@model()
def op_reduction(era):
    import tensorflow as tf

    x = era.input((4, 3, 2))
    h = era.layer("Dense", 5, name="dense")(x)
    functions = []
    for name in ("reduce_mean", "reduce_sum", "reduce_max", "reduce_min", "reduce_prod"):
        function = getattr(tf, name)
        functions += [lambda f=function: f(h, axis=1), lambda f=function: f(h, axis=[-1, 1], keepdims=True),
                      lambda f=function: f(h, -1, True)]
    functions += [
        lambda: tf.math.reduce_std(h, axis=-1), lambda: tf.math.reduce_variance(h, axis=[1, 2]),
        lambda: tf.reduce_logsumexp(h, axis=-1, keepdims=True), lambda: tf.norm(h, axis=-1),
        lambda: tf.norm(h, ord=1, axis=2, keepdims=True), lambda: tf.math.l2_normalize(h, axis=-1),
        lambda: tf.nn.l2_normalize(h, axis=[1, 2], epsilon=1e-3), lambda: tf.cumsum(h, axis=1),
        lambda: tf.math.cumsum(h, axis=-1, exclusive=True, reverse=True), lambda: tf.math.cumprod(h, axis=2),
        lambda: list(tf.nn.moments(h, axes=[1, 2])), lambda: list(tf.nn.moments(h, axes=-1, keepdims=True)),
        lambda: h - tf.reduce_mean(h, axis=-1, keepdims=True), lambda: tf.reduce_mean(input_tensor=h, axis=[2]),
    ]
    return era.model(x, each(era, functions))


@model()
def op_reduction_logical(era):
    import tensorflow as tf

    x = era.input((4, 3))
    h = era.layer("Dense", 5, name="dense")(x)
    counted = tf.reduce_sum(h, axis=-1)

    def real(tensor):
        return tf.cast(tensor, "float32") + counted

    return era.model(x, each(era, [
        lambda: real(tf.reduce_any(h > 0.9, axis=-1)), lambda: real(tf.reduce_all(h < 1.2, axis=-1)),
        lambda: real(tf.argmax(h, axis=-1)), lambda: real(tf.math.argmin(h, axis=2)),
        lambda: real(tf.argmax(h, -1, output_type=tf.int32)), lambda: real(tf.math.count_nonzero(h > 0.0, axis=-1)),
        lambda: tf.math.top_k(h, k=2)[0], lambda: tf.sort(h, axis=-1), lambda: tf.sort(h, axis=1, direction="DESCENDING"),
        lambda: tf.cast(tf.argsort(h, axis=-1), "float32") + h,
    ]))
