"""Functions that move numbers, and slices."""

from __future__ import absolute_import

import numpy as np
from models import model
from models_operators import each


@model()
def op_slices(era):
    import tensorflow as tf

    x = era.input((6, 4, 5))
    h = era.layer("Dense", 5, name="dense")(x)
    return era.model(x, each(era, [
        lambda: h[:, 1:4], lambda: h[:, ::2, -1], lambda: h[:, 0], lambda: h[..., 1:3], lambda: h[..., -1],
        lambda: h[:, -3:, :, None], lambda: h[:, tf.newaxis, 2:], lambda: h[:, :-1, 1:-1], lambda: h[:, 5:1:-2],
        lambda: h[:, ::-1], lambda: h[:, :, 2:100], lambda: h[:, 1, 2, 3],
        lambda: tf.slice(h, [0, 1, 0, 2], [-1, 3, 2, -1]), lambda: tf.strided_slice(h, [0, 1, 0], [3, 6, 4], [1, 2, 3]),
    ]))


@model()
def op_shapes(era):
    import tensorflow as tf

    x = era.input((4, 6))
    h = era.layer("Dense", 6, name="dense")(x)
    batch = tf.shape(h)[0]
    return era.model(x, each(era, [
        lambda: tf.reshape(h, [-1, 24]), lambda: tf.reshape(h, (-1, 2, 2, 6)), lambda: tf.reshape(h, [batch, 8, 3]),
        lambda: tf.reshape(h, [tf.shape(h)[0], tf.shape(h)[1] * 2, 3]), lambda: tf.reshape(h, [-1, tf.shape(h)[2]]),
        lambda: tf.reshape(h, tf.stack([batch, 3, 8])), lambda: tf.reshape(h, tf.concat([tf.shape(h)[:1], [24]], 0)),
        lambda: tf.transpose(h, [0, 2, 1]), lambda: tf.transpose(h, perm=[0, 2, 1]) * 2.0,
        lambda: tf.expand_dims(h, 1), lambda: tf.expand_dims(h, axis=-1), lambda: tf.squeeze(tf.expand_dims(h, 2), axis=2),
        lambda: tf.squeeze(tf.expand_dims(h, 2), [2]), lambda: tf.tile(h, [1, 2, 3]),
        lambda: tf.broadcast_to(h[:, :1], [batch, 4, 6]), lambda: tf.repeat(h, 3, axis=1),
        lambda: tf.tile(tf.expand_dims(h, 1), tf.stack([1, 2, 1, 1])),
        lambda: h / tf.cast(tf.shape(h)[1], tf.float32), lambda: tf.reshape(h, (tf.shape(x)[0], -1)),
        lambda: h / tf.sqrt(tf.cast(tf.shape(h)[-1], "float32")),
        lambda: tf.zeros([batch, 6, 6]) + h[:, :1], lambda: tf.ones([tf.shape(h)[0], 4, 1]) * h,
        lambda: tf.fill([batch, 4, 6], 0.5) * h,
    ]))


@model()
def op_unknown_lengths(era):
    """An axis whose length the model does not know."""
    import tensorflow as tf

    x = era.input((None, 6), data=era.normal((5, 6)))
    h = era.layer("Dense", 6, name="dense")(x)
    batch, length = tf.shape(h)[0], tf.shape(h)[1]

    def heads():
        split = tf.transpose(tf.reshape(h, [batch, length, 2, 3]), [0, 2, 1, 3])
        return tf.reshape(tf.transpose(split, [0, 2, 1, 3]), [batch, length, 6])

    return era.model(x, each(era, [
        heads, lambda: tf.reshape(h, [batch * length, 6])[:, :2], lambda: tf.reshape(h, [-1, 2]),
        lambda: h[:, -2:], lambda: tf.reduce_mean(h, axis=1), lambda: tf.matmul(h, h, transpose_b=True),
        lambda: h / tf.cast(length, tf.float32), lambda: tf.reshape(h, [batch, length * 2, 3]),
        lambda: tf.concat([h, h[:, :, :2]], axis=-1), lambda: h[:, ::-1], lambda: tf.pad(h, [[0, 0], [1, 2], [0, 0]]),
    ]))


@model()
def op_joining(era):
    import tensorflow as tf

    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    table = np.array([[0.5, -1.0, 2.0]], dtype="float32")
    return era.model([x, y], each(era, [
        lambda: tf.concat([h, y], axis=-1), lambda: tf.concat([h, y, h], 1), lambda: tf.concat(values=[y, h], axis=2),
        lambda: tf.stack([h, y], axis=1), lambda: tf.stack([h, y], axis=-1), lambda: tf.stack([h, y, y]),
        lambda: tf.unstack(h, axis=1), lambda: tf.split(h, 2, axis=1), lambda: tf.split(h, [1, 2], axis=-1),
        lambda: tf.split(h, num_or_size_splits=3, axis=-1)[1], lambda: tf.pad(h, [[0, 0], [1, 2], [0, 1]]),
        lambda: tf.pad(h, [[0, 0], [1, 1], [2, 0]], constant_values=0.5),
        lambda: tf.pad(h, [[0, 0], [1, 2], [1, 0]], mode="REFLECT"),
        lambda: tf.pad(h, paddings=tf.constant([[0, 0], [0, 2], [0, 0]]), mode="SYMMETRIC"),
        lambda: tf.gather(h, [2, 0, 1, 1], axis=1), lambda: tf.gather(h, 2, axis=-1), lambda: tf.reverse(h, axis=[1]),
        lambda: tf.reverse(h, [-1, 1]), lambda: tf.roll(h, shift=1, axis=1), lambda: tf.roll(h, [1, -1], [1, 2]),
        lambda: tf.concat([h, tf.zeros_like(y)], 1), lambda: h + table, lambda: tf.gather(params=h, indices=[1], axis=2),
    ]))


@model()
def op_indices(era):
    import tensorflow as tf

    tokens = era.tokens(6, 8)
    h = era.layer("Embedding", 8, 3, name="tokens")(tokens)
    return era.model(tokens, each(era, [
        lambda: tf.one_hot(tokens, 8) * 0.5, lambda: tf.one_hot(tokens, depth=5, on_value=2.0, off_value=-1.0, axis=1),
        lambda: h * tf.cast(tokens > 0, tf.float32)[:, :, tf.newaxis],
        lambda: h * tf.expand_dims(tf.cast(tf.math.not_equal(tokens, 0), "float32"), -1),
        lambda: tf.cast(tokens + 1, "float32") + h[:, :, 0], lambda: tf.cast(tokens // 3, tf.float32) + h[:, :, 1],
        lambda: tf.cast(tokens % 3, tf.float32) - h[:, :, 1],
        lambda: tf.gather(h, tf.cast(tf.argmax(h, axis=1), "int32"), batch_dims=1),
        lambda: tf.cast(tf.reduce_sum(tokens, axis=1), "float32"),
        lambda: h + tf.cast(tf.range(6), tf.float32)[:, tf.newaxis],
    ]))
