"""Products of matrices."""

from __future__ import absolute_import

import numpy as np
from models import model
from models_operators import each


@model()
def op_products(era):
    import tensorflow as tf

    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    matrix = np.linspace(-0.7, 0.9, 6).reshape(3, 2).astype("float32")
    return era.model([x, y], each(era, [
        lambda: tf.matmul(h, y, transpose_b=True), lambda: tf.matmul(a=h, b=y, transpose_a=True),
        lambda: tf.linalg.matmul(h, y, transpose_b=True) * 0.3, lambda: tf.matmul(h, matrix), lambda: tf.tensordot(h, matrix, axes=1),
        lambda: tf.tensordot(h, matrix, axes=[[2], [0]]), lambda: tf.linalg.matvec(h, y[:, 0]),
        lambda: tf.keras.backend.batch_dot(h, y, axes=[2, 2]), lambda: tf.keras.backend.dot(h, matrix),
        lambda: h @ tf.transpose(y, [0, 2, 1]), lambda: tf.linalg.diag_part(tf.matmul(h, y, transpose_b=True)),
        lambda: tf.linalg.trace(tf.matmul(h, y, transpose_a=True)), lambda: tf.linalg.band_part(h, -1, 0),
        lambda: tf.linalg.matrix_transpose(h), lambda: tf.linalg.norm(h, axis=-1),
    ]))


LOST = {era: "its file says nothing of what tf.einsum was called on"
        for era in ("tf-2.6", "tf-2.10", "tf-2.13", "tf-2.15", "tf_keras-2.21")}


@model(lacks=LOST)
def op_einsum(era):
    import tensorflow as tf

    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    return era.model([x, y], [tf.einsum("bij,bkj->bik", h, y), tf.einsum("bij,bij->b", h, y)])


@model()
def op_attention(era):
    """Scaled attention written out, as many people did."""
    import tensorflow as tf

    x = era.input((5, 6))
    q, k, v = [era.layer("Dense", 6, name=name)(x) for name in ("query", "key", "value")]
    scores = tf.matmul(q, k, transpose_b=True) / tf.math.sqrt(tf.cast(tf.shape(k)[-1], tf.float32))
    weights = tf.nn.softmax(scores, axis=-1)
    return era.model(x, [tf.matmul(weights, v), weights])
